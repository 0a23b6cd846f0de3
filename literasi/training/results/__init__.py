"""What a class has reached: at a glance, person by person, question by question."""

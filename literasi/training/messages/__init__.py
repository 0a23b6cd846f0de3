"""What a class tells its learners: ready messages, notices on paper and a board."""

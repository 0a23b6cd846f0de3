"""What a class asks of its learners (pelajaran dari kelas)."""

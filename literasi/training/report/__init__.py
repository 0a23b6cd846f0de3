"""The closing pack of a class: words and photographs of its office, and the files made of it."""

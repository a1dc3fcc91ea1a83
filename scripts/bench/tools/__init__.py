"""What is measured: this site and others with the same text, each set up as its documentation says; a module each."""

//! Documents as they are written, letters as they come in.

"""What the API answers with, as documents of named, versioned forms."""

"""What is special here: one reviewed file a municipality, validated into one frozen profile at the start."""

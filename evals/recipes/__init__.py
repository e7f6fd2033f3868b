"""How the coefficients that ship were fitted: each file here runs, on the development data alone."""

//! Everything that the Aikotoba authenticator decides.

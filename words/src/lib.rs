//! What Aikotoba says, in Japanese and English.

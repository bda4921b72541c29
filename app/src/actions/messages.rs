//! Messages: written, drafted again, sent, not sent after all.

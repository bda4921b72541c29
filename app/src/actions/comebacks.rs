//! Going through a comeback: its moves, how the no came, its reasons, what is offered, closing.

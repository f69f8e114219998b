//! The fake browser and the tests of this room.

//! Values that views follow.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, Notify, Track};

/// A value, and a Leptos trigger that tells whatever has read it of its changes. Leptos' own signals are one type more, with
/// all their code, for each type of value; this is one for all.
pub struct State<T> {
    value: Rc<RefCell<T>>,
    changed: ArcTrigger,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> State<T> {
        State { value: self.value.clone(), changed: self.changed.clone() }
    }
}

impl<T> State<T> {
    /// A state with this value.
    pub fn new(value: T) -> State<T> {
        State { value: Rc::new(RefCell::new(value)), changed: ArcTrigger::new() }
    }

    /// Reads the value; what reads it within a live part of a view follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changed.track();
        read(&self.value.borrow())
    }

    /// Reads the value without following it.
    pub fn peek<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// Changes the value without telling anyone.
    pub fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.value.borrow_mut())
    }

    /// Tells everyone that the value has changed.
    pub fn notify(&self) {
        self.changed.notify();
    }

    /// Gives it another value and tells everyone.
    pub fn set(&self, value: T) {
        *self.value.borrow_mut() = value;
        self.notify();
    }
}

impl<T: Copy> State<T> {
    /// The value; what reads it within a live part of a view follows it.
    pub fn get(&self) -> T {
        self.with(|value| *value)
    }

    /// The value of now, without following it.
    pub fn now(&self) -> T {
        self.peek(|value| *value)
    }
}

/* The child's side of a widget: its height, its links. */

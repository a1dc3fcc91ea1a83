"""Our own style sheets and scripts, as they are sent."""

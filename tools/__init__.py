"""The commands behind `./samspor`: standard library only, for they run before anything is installed."""

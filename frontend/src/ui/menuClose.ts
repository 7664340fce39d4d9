import { createContext, useContext } from "react";

/** Closes the menu that an item stands in. */
export const MenuClose = createContext<() => void>(() => undefined);
export const useCloseMenu = (): (() => void) => useContext(MenuClose);

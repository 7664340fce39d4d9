import { onSessionChange, personHere } from "@/api/session";
import { createShelf, type Shelf } from "@/lib/shelf";

/** What the person at the keyboard has on this device: another one finds their own. */
export function keptByPerson<T>(name: string): Shelf<T> {
  const shelf = createShelf<T>(name);
  const follow = () => shelf.open(personHere());
  follow();
  onSessionChange(follow);
  return shelf;
}

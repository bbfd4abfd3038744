import { announce, each } from './page';

/** A list that was replaced in place says what it shows now, and leaves the keyboard where it was. */
export function followLists(): void {
  let last: Place | null = null;
  let isFirst = true;

  document.addEventListener('focusin', (event) => {
    const stop = event.target as HTMLElement;
    last = stop.closest('#list') ? placeOf(stop) : null;
  });

  each<HTMLElement>('#list', (list) => {
    if (isFirst) {
      isFirst = false;
      return;
    }

    announce(list.querySelector('.result-line, [role="status"]')?.textContent?.trim() ?? '');
    const at = document.activeElement;
    if (last && (!at || at === document.body)) {
      focusOn(list, last);
    }
  });
}

/** A stop is known again by its id, else by its kind and what it is called. */
interface Place {
  id: string;
  kind: string;
  name: string;
}

function placeOf(stop: HTMLElement): Place {
  return { id: stop.id, kind: stop.tagName, name: nameOf(stop) };
}

function nameOf(stop: HTMLElement): string {
  return (stop.getAttribute('aria-label') ?? stop.textContent ?? '').trim();
}

function focusOn(list: HTMLElement, place: Place): void {
  const same = place.id
    ? document.getElementById(place.id)
    : [...list.querySelectorAll<HTMLElement>(place.kind)].find((stop) => nameOf(stop) === place.name && stop.checkVisibility());
  const stop = same ?? list;
  if (stop === list) {
    list.tabIndex = -1;
  }

  stop.focus({ preventScroll: true });
}

/** Calls back for every matching element that is on the page now or comes in with a part that was replaced. */
export function each<T extends HTMLElement>(selector: string, prepare: (element: T) => void): void {
  const seen = new WeakSet<T>();
  const look = (): void => {
    for (const element of document.querySelectorAll<T>(selector)) {
      if (!seen.has(element)) {
        seen.add(element);
        prepare(element);
      }
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}

/** A text that the server has put on the page in the reader's language. */
export function text(name: string): string {
  return document.body.dataset[name] ?? '';
}

/** Says something to people who listen to the page. */
export function announce(words: string): void {
  const live = document.getElementById('live');
  if (live) {
    live.textContent = words;
  }
}

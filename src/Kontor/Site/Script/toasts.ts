import { text } from './page';

/** What the page before has done is said in a corner, and can be put away. It does not vanish by itself. */
export function turnNoticesIntoToasts(): void {
  for (const notice of document.querySelectorAll<HTMLElement>('.notice.toast')) {
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'copy';
    close.setAttribute('aria-label', text('close'));
    close.textContent = '×';
    close.addEventListener('click', () => notice.remove());
    notice.append(close);
  }

  // The address goes on without the message, so that it is not said again.
  const address = new URL(window.location.href);
  if (address.searchParams.has('done')) {
    address.searchParams.delete('done');
    window.history.replaceState(window.history.state, '', address);
  }
}

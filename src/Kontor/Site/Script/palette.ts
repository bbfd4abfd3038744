/** Ctrl+K opens the search over the page; without script its link leads to the same search as a page. */
export function openPaletteByKeyboard(): void {
  const dialog = document.getElementById('palette') as HTMLDialogElement | null;
  if (!dialog) {
    return;
  }

  const field = dialog.querySelector<HTMLInputElement>('input[type="search"]');
  const open = (): void => {
    if (!dialog.open) {
      dialog.showModal();
      field?.select();
    }
  };
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      open();
    }
  });
  document.querySelectorAll('[data-opens-palette]').forEach((link) => link.addEventListener('click', (event) => {
    event.preventDefault();
    open();
  }));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(dialog, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && event.target === field) {
      const first = dialog.querySelector<HTMLAnchorElement>('#found a');
      if (first) {
        event.preventDefault();
        first.click();
      }
    }
  });
}

function move(dialog: HTMLDialogElement, by: 1 | -1): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>('input[type="search"], #found a')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[(at + by + stops.length) % stops.length]?.focus();
}

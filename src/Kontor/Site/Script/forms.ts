import { each } from './page';

/** A form is sent once; a secret is not left by mistake; a draft says at once that its link is missing. */
export function guardForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== 'post' || event.defaultPrevented) {
      return;
    }

    if (form.dataset['sent']) {
      event.preventDefault();
      return;
    }

    form.dataset['sent'] = 'true';
    (event.submitter as HTMLButtonElement | null)?.setAttribute('aria-busy', 'true');
  });

  // Whoever comes back with the browser's button may send again.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) {
      delete form.dataset['sent'];
      form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
    }
  });

  each<HTMLElement>('[data-leave]', warnBeforeLeaving);
  each<HTMLTextAreaElement>('textarea[data-must-hold]', (area) => {
    const warning = document.getElementById(area.dataset['warning'] ?? '');
    const look = (): void => {
      warning?.toggleAttribute('hidden', area.value.includes(area.dataset['mustHold'] ?? ''));
    };
    area.addEventListener('input', look);
    look();
  });
}

function warnBeforeLeaving(box: HTMLElement): void {
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  window.addEventListener('beforeunload', warn);
  const kept = box.querySelector<HTMLButtonElement>('[data-kept]');
  kept?.removeAttribute('hidden');
  const release = (): void => window.removeEventListener('beforeunload', warn);
  kept?.addEventListener('click', () => {
    release();
    kept.disabled = true;
  });
  box.querySelectorAll('[data-copy], [data-download]').forEach((button) => button.addEventListener('click', release));
}

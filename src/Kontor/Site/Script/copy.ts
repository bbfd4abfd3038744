import { announce, each, text } from './page';

const shownFor = 1600;

/** Buttons that copy or download a text, or print the page, are hidden without script. */
export function enableCopying(): void {
  each<HTMLButtonElement>('button[data-copy], button[data-copy-from]', (button) => {
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  });
  each<HTMLButtonElement>('button[data-download]', (button) => {
    button.hidden = false;
    button.addEventListener('click', () => download(button.dataset['download'] ?? 'kontor.txt', button.dataset['text'] ?? ''));
  });
  each<HTMLButtonElement>('button[data-print]', (button) => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });
}

async function copy(button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(textOf(button));
    button.classList.add('copied');
    announce(text('copied'));
    setTimeout(() => button.classList.remove('copied'), shownFor);
  } catch {
    announce(text('notCopied'));
  }
}

/** What a button copies: a fixed text, or what stands in a field now. */
function textOf(button: HTMLButtonElement): string {
  const from = button.dataset['copyFrom'];
  return from
    ? (document.getElementById(from) as HTMLInputElement | HTMLTextAreaElement | null)?.value ?? ''
    : button.dataset['copy'] ?? '';
}

function download(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

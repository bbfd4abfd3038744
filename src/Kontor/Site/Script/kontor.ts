// Everything here adds to pages that work without it: parts that are replaced in place (htmx), copying, the palette,
// toasts, and a second thought before a secret is left.
import 'htmx.org';
import { enableCopying } from './copy';
import { guardForms } from './forms';
import { followLists } from './lists';
import { openPaletteByKeyboard } from './palette';
import { turnNoticesIntoToasts } from './toasts';

document.documentElement.classList.add('scripted');
enableCopying();
guardForms();
followLists();
openPaletteByKeyboard();
turnNoticesIntoToasts();

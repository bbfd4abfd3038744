// Makes one file of the icons that icons.txt names. Usage: node eng/icons.mjs NAMES ICON-FOLDER OUTPUT
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [names, folder, output] = process.argv.slice(2);
const symbols = readFileSync(names, 'utf8').split(/\s+/).filter(Boolean).map((name) => {
  const drawing = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(readFileSync(join(folder, `${name}.svg`), 'utf8'))[1];
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.replace(/\s*\n\s*/g, '')}</symbol>`;
});
writeFileSync(output, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);

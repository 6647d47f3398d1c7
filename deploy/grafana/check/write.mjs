// Writes every board as a constant of Grafana's type, so that the compiler compares them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const boards = process.env.BOARDS ?? '../boards';
rmSync('build', { recursive: true, force: true });
mkdirSync('build');
for (const file of readdirSync(boards)) {
  const json = readFileSync(`${boards}/${file}`, 'utf8');
  writeFileSync(
    `build/${file}.ts`,
    `import type { Board } from '../plain.js';\n\nexport const board: Board = ${json.trim()};\n`,
  );
}

// Opens the pages of a report in Chromium and fails on anything that keeps a reader out. See .ci/pages.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const browser = await puppeteer.launch({
  executablePath: process.env.AUDIT_BROWSER ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const faults = [];
let looks = 0;

async function open(file, width, scheme) {
  const page = await browser.newPage();
  const tell = text => faults.push(`${file} (${width}, ${scheme}): ${text}`);
  page.on('console', message => tell(message.text()));
  page.on('pageerror', error => tell(String(error)));
  // What the page holds itself is no request.
  const own = address => address.startsWith('file:') || address.startsWith('data:');
  page.on('request', request => own(request.url()) || tell(`asks for ${request.url()}`));
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(pathToFileURL(file));
  return [page, tell];
}

async function look(page, tell, state) {
  looks += 1;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) tell(`${state}: ${wide} pixels too wide`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(only => axe.run(document, { runOnly: only }), rules);
  for (const { id, help, nodes } of violations) tell(`${state}: ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
}

// What a person without a mouse does in the table.
async function keyboard(page, tell) {
  const expect = async (what, test) => await page.evaluate(test) || tell(`keyboard: ${what}`);
  await page.focus('#matrix tbody td a');
  await page.keyboard.press('ArrowRight');
  await expect('an arrow moves to the next cell', () => document.activeElement.closest('td')?.cellIndex === 2);
  await page.keyboard.press('Enter');
  await expect('Enter opens the cell', () => document.querySelector('#cell').open);
  await look(page, tell, 'open cell');
  await page.keyboard.press('Escape');
  await expect('Escape closes it and goes back', () => document.activeElement.closest('td')?.cellIndex === 2);
  const levels = () => page.$$eval('#matrix tbody tr', rows => rows.map(row => row.cells[1].className));
  const before = await levels();
  await page.focus('#matrix thead tr:nth-child(2) th button');
  await page.keyboard.press('Enter');
  const order = (await levels()).filter(name => /^l\d/.test(name)).map(name => name[1]);
  if (order.join('') !== [...order].sort().reverse().join('')) tell('keyboard: a head sorts the rows');
  await page.select('#pick-outcome', 'nc');
  await expect('a choice leaves other cells blank', () => document.querySelectorAll('#matrix td.l3:not(.blank):not([hidden])').length === 0);
  await page.click('#controls button[type=reset]');
  await page.evaluate(() => new Promise(done => setTimeout(done)));
  if ((await levels()).join() !== before.join()) tell('keyboard: reset gives the order of the list');
}

// Skia writes page objects uncompressed.
const sides = async page => Buffer.from(await page.pdf({ preferCSSPageSize: true, tagged: true }))
  .toString('latin1').match(/\/Type\s*\/Page\b/g).length;

for (const folder of process.argv.slice(2).map(name => resolve(name))) {
  const schools = readdirSync(`${folder}/schools`).filter(name => name.endsWith('.html')).slice(0, 3);
  const pages = ['report.html', 'organisation.html', 'handout.html'].filter(name => existsSync(`${folder}/${name}`));
  for (const name of [...pages, ...schools.map(school => `schools/${school}`)]) {
    for (const [width, scheme] of [[1366, 'light'], [1366, 'dark'], [375, 'light'], [320, 'dark']]) {
      const [page, tell] = await open(`${folder}/${name}`, width, scheme);
      await look(page, tell, 'as opened');
      if (name === 'report.html') await keyboard(page, tell);
      if (width === 1366) {
        await page.evaluate(() => document.querySelectorAll('details').forEach((item, n) => { item.open = n % 7 < 2; }));
        await look(page, tell, 'with parts open');
      }
      await page.close();
    }
    const [page, tell] = await open(`${folder}/${name}`, 1366, 'light');
    const most = name === 'handout.html' ? 2 : name.startsWith('schools/') ? 1 : Infinity;
    const printed = await sides(page);
    if (printed > most) tell(`${printed} sides of paper, at most ${most}`);
    await page.close();
  }
}
await browser.close();
console.log(`${looks} looks, ${faults.length} faults`);
if (faults.length) {
  console.log([...new Set(faults)].slice(0, 40).join('\n'));
  process.exit(1);
}

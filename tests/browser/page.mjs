// The review page as an editor meets it: open, filter, decide by keyboard, undo, two tabs, a hostile article.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.GAINSAY_SCREENSHOTS;
const folder = mkdtempSync(join(tmpdir(), 'gainsay-browser-'));
const children = [];
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  for (const child of children) {
    try { process.kill(-child.pid); } catch { /* It has ended. */ }
  }
  rmSync(folder, { recursive: true, force: true });
});

async function until(what, holds, seconds = 120) {
  for (let at = 0; at < seconds * 20; at += 1) {
    const value = await holds();
    if (value) return value;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited in vain: ${what}`);
}

let served = 0;
/** Serves the sample; each test its own. */
async function sample(findings = 3) {
  served += 1;
  const url = join(folder, `url-${served}`);
  const decisions = join(folder, `decisions-${served}.toml`);
  const [program, ...words] = process.env.GAINSAY_TESTS.split(' ');
  const child = spawn(program, [...words, 'serve_for_a_browser', '--', '--ignored', '--nocapture'], {
    env: { ...process.env, GAINSAY_URL_FILE: url, GAINSAY_DECISIONS: decisions, GAINSAY_FINDINGS: String(findings) },
    stdio: 'ignore', detached: true,
  });
  children.push(child);
  await until('the sample is served', () => existsSync(url) && readFileSync(url, 'utf8'));
  return { url: readFileSync(url, 'utf8'), decisions, file: () => existsSync(decisions) ? readFileSync(decisions, 'utf8') : '' };
}

/** Opens a page that must neither fail nor be stopped by its own policy. */
async function open(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.faults.push(message.text());
  });
  await page.goto(url);
  return page;
}

async function axeFinds(page) {
  // The page's policy forbids scripts put in; axe is put in by the driver, outside of the page's world.
  const client = await page.context().newCDPSession(page);
  await client.send('Page.setBypassCSP', { enabled: true });
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  }));
  return result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
}

const statusOf = (page, id) => page.locator(`[data-id="${id}"]`).getAttribute('data-status');

test('decides by keyboard, keeps it over a reload, undoes it', async () => {
  const room = await sample();
  const page = await open(room.url);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.id), 'd2f0');
  await page.keyboard.press('n');
  await page.keyboard.type('called both ministries');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await until('accepted', async () => (await statusOf(page, 'd2f0')) === 'accepted');
  assert.match(room.file(), /\[d2f0\][^[]*decision = "accepted"[^[]*why = "called both ministries"/);
  assert.match(await page.textContent('#progress-text'), /1 of 3 decided/);
  await page.reload();
  assert.equal(await statusOf(page, 'd2f0'), 'accepted');
  assert.equal(await page.inputValue('[data-id="d2f0"] textarea'), 'called both ministries');
  await page.keyboard.press('u');
  await until('undone', async () => (await statusOf(page, 'd2f0')) === 'open');
  assert.doesNotMatch(room.file(), /d2f0/);
  await page.keyboard.press('k');
  await page.keyboard.press('d');
  await until('dismissed', () => /dismissed/.test(room.file()));
  await page.keyboard.press('f');
  await until('to fix', () => /to-fix/.test(room.file()));
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('filters and searches', async () => {
  const room = await sample();
  const page = await open(room.url);
  const shown = () => page.locator('.finding:not([hidden])').count();
  assert.equal(await shown(), 3);
  await page.selectOption('[name=severity]', 'error');
  assert.equal(await shown(), 1);
  await page.reload();
  assert.equal(await shown(), 1, 'the filter is in the address');
  await page.selectOption('[name=severity]', '');
  await page.fill('#search', 'peshawar');
  await until('two found', async () => (await page.locator('.finding:not([hidden])').count()) === 2);
  await page.fill('#search', '');
  await page.selectOption('[name=code]', 'calendar');
  assert.equal(await shown(), 1);
  await page.selectOption('[name=code]', '');
  await page.selectOption('[name=outlet]', 'Khaama Press');
  assert.equal(await shown(), 2);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('two tabs do not overwrite each other', async () => {
  const room = await sample();
  const [one, other] = [await open(room.url), await open(room.url)];
  await one.click('[data-id="d1f0"] button[value="dismissed"]');
  await until('dismissed', async () => (await statusOf(one, 'd1f0')) === 'dismissed');
  await other.fill('[data-id="d1f0"] textarea', 'I see it otherwise');
  await other.click('[data-id="d1f0"] button[value="accepted"]');
  await until('refused', async () => /somebody has decided/.test(await other.textContent('#alerts')));
  assert.match(room.file(), /dismissed/);
  assert.equal(await statusOf(other, 'd1f0'), 'dismissed');
  assert.equal(await other.inputValue('[data-id="d1f0"] textarea'), 'I see it otherwise', 'the note is kept');
  await other.click('[data-id="d1f0"] button[value="accepted"]');
  await until('accepted', () => /accepted/.test(room.file()));
  await until('seen in the first tab', async () => (await statusOf(one, 'd1f0')) === 'accepted', 20);
  await one.context().close();
  await other.context().close();
});

test('a hostile article does nothing, and nothing is asked from elsewhere', async () => {
  const room = await sample();
  const page = await open('about:blank');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(room.url);
  await page.click('text=The articles');
  await page.waitForTimeout(300);
  assert.doesNotMatch(await page.title(), /owned/);
  assert.equal(await page.locator('main img, main script').count(), 0);
  assert.ok(asked.every((url) => url.startsWith(room.url)), asked.join('\n'));
  await page.goto(`${room.url}compare?finding=d1f0`);
  assert.doesNotMatch(await page.title(), /owned/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('side by side, each article at its passage', async () => {
  const room = await sample();
  const page = await open(room.url);
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await page.waitForURL(/compare/);
  assert.equal(await page.locator('.pane').count(), 2);
  for (const mark of await page.locator('.pane mark').all()) await mark.waitFor({ state: 'visible' });
  await page.keyboard.press('f');
  await until('to fix', () => /to-fix/.test(room.file()));
  await page.click('#return');
  assert.equal(await statusOf(page, 'd1f0'), 'to-fix');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('what goes wrong is said', async () => {
  const room = await sample();
  const page = await open(room.url);
  writeFileSync(room.decisions, '[d1f0\n');
  await page.click('[data-id="d1f0"] button[value="accepted"]');
  await until('said', async () => /not saved/.test(await page.textContent('#alerts')));
  assert.equal(room.file(), '[d1f0\n');
  writeFileSync(room.decisions, '');
  writeFileSync(room.decisions.replace('.toml', '.touched'), '');
  await until('changed articles are noticed', () => page.isVisible('#changed'), 20);
  await page.context().close();
});

test('is usable without JavaScript', async () => {
  const room = await sample();
  const page = await open(room.url, { javaScriptEnabled: false });
  assert.equal(await page.locator('.finding').count(), 3);
  await page.selectOption('[name=severity]', 'warning');
  await page.click('text=Filter');
  assert.equal(await page.locator('.finding').locator('visible=true').count(), 1);
  await page.click('[data-id="d2f0"] button[value="accepted"]');
  await page.waitForURL(/#finding-2/);
  assert.match(room.file(), /accepted/);
  assert.equal(await statusOf(page, 'd2f0'), 'accepted');
  await page.context().close();
});

test('axe finds nothing', async () => {
  const room = await sample();
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
    const page = await open(room.url, { viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' });
    await page.click('[data-id="d1f0"] button[value="accepted"]');
    await until('accepted', async () => (await statusOf(page, 'd1f0')) === 'accepted');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${width}: no sideways scrolling`);
    if (pictures) await page.screenshot({ path: join(pictures, `review-${width}-${scheme}.png`), fullPage: true });
    assert.deepEqual(await axeFinds(page), [], `page, ${width}, ${scheme}`);
    await page.goto(room.url);
    await page.click('text=The articles');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
    assert.deepEqual(await axeFinds(page), [], `help, ${width}, ${scheme}`);
    if (pictures) await page.screenshot({ path: join(pictures, `help-${width}-${scheme}.png`) });
    await page.goto(`${room.url}compare?finding=d1f0`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${width}: no sideways scrolling`);
    assert.deepEqual(await axeFinds(page), [], `compare, ${width}, ${scheme}`);
    if (pictures) await page.screenshot({ path: join(pictures, `compare-${width}-${scheme}.png`), fullPage: true });
    await page.context().close();
  }
});

test('five hundred findings open and filter without lag', async () => {
  const room = await sample(500);
  const start = Date.now();
  const page = await open(room.url);
  await page.waitForSelector('#finding-500', { state: 'attached' });
  const opened = Date.now() - start;
  const filtered = await page.evaluate(() => {
    const search = document.getElementById('search');
    const took = ['k', 'kh', 'khan', ''].map((text) => {
      const from = performance.now();
      search.value = text;
      search.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.offsetHeight;
      return performance.now() - from;
    });
    return Math.max(...took);
  });
  console.log(`500 findings: opened in ${opened} ms, slowest filter ${filtered.toFixed(0)} ms`);
  assert.ok(opened < 15000 && filtered < 500, `${opened} ms, ${filtered} ms`);
  await page.context().close();
});

test('a decision on the page is honoured by the report', async () => {
  const stories = join(folder, 'stories');
  cpSync(join(process.env.GAINSAY_FIXTURES, 'border-clash'), stories, { recursive: true });
  const decisions = join(folder, 'gainsay-decisions.toml');
  const child = spawn(process.env.GAINSAY, ['review', stories, '--decisions', decisions], { detached: true });
  children.push(child);
  let said = '';
  child.stdout.on('data', (data) => { said += data; });
  const url = await until('the address', () => said.match(/http:\S+/)?.[0]);
  const page = await open(url);
  const first = page.locator('.finding').first();
  const id = await first.getAttribute('data-id');
  await page.keyboard.press('j');
  await page.keyboard.press('d');
  await until('dismissed', async () => (await statusOf(page, id)) === 'dismissed');
  const report = JSON.parse(execFileSync(process.env.GAINSAY,
    ['report', stories, '--format', 'json', '--decisions', decisions], { encoding: 'utf8' }));
  assert.ok(!report.discrepancies.some((one) => one.id === id));
  assert.ok(report.suppressed.some((one) => one.id === id));
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('the file that is sent around: no script, nothing from elsewhere, axe finds nothing', async () => {
  const file = join(folder, 'report.html');
  execFileSync(process.env.GAINSAY,
    ['report', join(process.env.GAINSAY_FIXTURES, 'border-clash'), '--format', 'html', '--output', file]);
  for (const [width, scheme] of [[1280, 'light'], [390, 'dark']]) {
    const page = await open('about:blank', { viewport: { width, height: 900 }, colorScheme: scheme });
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`file://${file}`);
    assert.equal(asked.length, 1, asked.join('\n'));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.deepEqual(await axeFinds(page), [], `report, ${width}, ${scheme}`);
    if (pictures) await page.screenshot({ path: join(pictures, `report-${width}-${scheme}.png`), fullPage: true });
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

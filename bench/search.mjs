// Asks a built site for words and counts the bytes a reader's browser loads for each.
//   node bench/search.mjs SITE [PAGEFIND_FOLDER] -- WORD…
// Both engines run as they are published: search.js with a page that has no pictures, pagefind.js as a module.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { pathToFileURL } from 'node:url';

const split = process.argv.indexOf('--');
const [site, peer] = process.argv.slice(2, split);
const words = process.argv.slice(split + 1);

function element() {
  const made = {
    children: [], options: [1], style: {}, parentNode: {}, dataset: {}, textContent: '',
    appendChild(child) { made.children.push(child); return child; },
    addEventListener() {}, remove() { made.options.pop(); },
  };
  return made;
}

// A page that can load scripts, and nothing else; what it loads is counted.
async function ask(word) {
  let bytes = 0;
  let files = 0;
  const named = {};
  const listeners = {};
  const loading = [];
  const context = {
    URLSearchParams, location: { search: '?q=' + encodeURIComponent(word) }, setTimeout, clearTimeout, history: {}, console,
    document: {
      createElement: element, createTextNode: (text) => ({ textContent: text }), querySelectorAll: () => [],
      getElementById: (id) => (named[id] ??= element()),
      addEventListener: (name, run) => { listeners[name] = run; },
      head: {
        appendChild(script) {
          const text = fs.readFileSync(path.join(site, 'search', script.src));
          bytes += text.length;
          files += 1;
          loading.push(Promise.resolve().then(() => { vm.runInContext(text.toString(), context); script.onload(); }));
        },
      },
    },
  };
  vm.createContext(context);
  vm.runInContext(fs.readFileSync(path.join(site, 'assets/search.js'), 'utf8'), context);
  listeners.DOMContentLoaded();
  for (let seen = -1; seen !== loading.length;) {  // until nothing more is asked for
    seen = loading.length;
    await Promise.all(loading);
    await new Promise((done) => setImmediate(done));
  }
  return { bytes, files, said: named['search-status']?.textContent ?? '' };
}

async function askPeer(word) {
  let bytes = 0;
  let files = 0;
  globalThis.fetch = async (url) => {
    const file = path.join(peer, String(url).replace(/^.*?pagefind\//, '').split('?')[0]);
    const body = fs.readFileSync(file);
    bytes += body.length;
    files += 1;
    return new Response(body);
  };
  globalThis.document ??= { querySelector: () => ({ getAttribute: () => 'zh-cn' }), currentScript: null };
  globalThis.window ??= { location: { origin: 'http://localhost' } };
  globalThis.location ??= { href: 'http://localhost/', origin: 'http://localhost' };
  const engine = await import(pathToFileURL(path.join(peer, 'pagefind.js')).href + '?' + encodeURIComponent(word));
  await engine.options({ basePath: 'http://localhost/pagefind/' });
  const found = await engine.search(word);
  await Promise.all(found.results.slice(0, 20).map((result) => result.data()));  // a page of rows, as ours shows
  return { bytes, files, said: String(found.results.length) };
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(7) + ' KB';
for (const word of words) {
  const own = await ask(word);
  let line = `${word}: ${kilobytes(own.bytes)} in ${own.files} files (${own.said})`;
  if (peer) {
    const other = await askPeer(word);
    line += `; Pagefind ${kilobytes(other.bytes)} in ${other.files} files (${other.said})`;
  }
  console.log(line);
}

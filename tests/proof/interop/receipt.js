// The check of /proof/ under Node: its arithmetic against Node's own, its verdicts against the vectors.
// usage: node receipt.js ROOT RECEIPT KEYS, where RECEIPT and KEYS were made by the program.
const crypto = require('crypto');
const fs = require('fs');
const [root, made, madeKeys] = process.argv.slice(2);
const page = require(root + '/templates/assets/receipt.js');
const vectors = root + '/tests/vectors/proof/';

function must(holds, what) {
  if (holds) return;
  console.log(what);
  process.exit(1);
}
function refused(receipt, keys) {
  try { page.check(receipt, keys); return false; } catch (e) { return true; }
}

for (const size of [0, 1, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 1000, 100000]) {
  const bytes = new Uint8Array(crypto.randomBytes(size));
  for (const name of ['sha256', 'sha512']) {
    must(page.hex(page[name](bytes)) === crypto.createHash(name).update(bytes).digest('hex'), `${name} of ${size} bytes`);
  }
}
for (let i = 0; i < 30; i++) {
  const pair = crypto.generateKeyPairSync('ed25519');
  const key = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }).slice(-32));
  const message = new Uint8Array(crypto.randomBytes(i * 9));
  const signature = new Uint8Array(crypto.sign(null, message, pair.privateKey));
  must(page.verifyEd25519(key, message, signature), 'a signature that holds');
  signature[2 * i] ^= 1 << i % 8;
  must(!page.verifyEd25519(key, message, signature), 'a signature that does not hold');
}
const keys = fs.readFileSync(vectors + 'vkeys.txt', 'utf8');
const ed25519 = keys.split('\n')[0];
for (const edition of [1, 2]) {
  const bytes = fs.readFileSync(`${vectors}example/receipt-101001-ed${edition}.txt`);
  const found = page.check(bytes.toString(), keys);
  must(found.item.unit === '某县财政局' && found.item.edition === edition, `receipt of edition ${edition}`);
  // One bit of each byte up to the SM2 line, which the page cannot check and says so.
  const end = bytes.lastIndexOf('\n— ');
  for (let i = 0; i < end; i++) {
    const changed = Buffer.from(bytes);
    changed[i] ^= 1 << i % 8;
    must(refused(changed.toString(), ed25519), `byte ${i} of edition ${edition} changed`);
  }
}
must(refused(fs.readFileSync(vectors + 'example/receipt-101001-ed1.txt', 'utf8'), ''), 'no key');
must(refused(fs.readFileSync(vectors + 'r123.txt', 'utf8').replace('\n', '\r\n'), keys), 'CR LF');
must(page.check(fs.readFileSync(made, 'utf8'), fs.readFileSync(madeKeys, 'utf8')).item.unit === '财政"局\\', 'a receipt of the program');
console.log('ok');

// 核对回执：不用服务器，不发送任何内容，从任何网址和 file:// 都能用。格式见 docs/proof.md，与 generator/proof/ 一致。
// SHA-256、SHA-512 和 Ed25519 都在这里算：很多门户是 http://，浏览器在那里不给 crypto.subtle。
(function () {
  'use strict';

  // --- 字节 ---
  function utf8(text) { return new TextEncoder().encode(text); }
  function concat() {
    var size = 0, at = 0, i;
    for (i = 0; i < arguments.length; i++) size += arguments[i].length;
    var all = new Uint8Array(size);
    for (i = 0; i < arguments.length; i++) { all.set(arguments[i], at); at += arguments[i].length; }
    return all;
  }
  function hex(bytes) { return Array.prototype.map.call(bytes, function (b) { return (b + 256).toString(16).slice(1); }).join(''); }
  function same(a, b) { return hex(a) === hex(b); }
  function toBase64(bytes) {
    var text = '';
    for (var i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
    return btoa(text);
  }
  // 只认一种写法：解开再写，要与原文相同。
  function base64(text) {
    var decoded;
    try { decoded = atob(text); } catch (e) { return null; }
    var bytes = Uint8Array.from(decoded, function (c) { return c.charCodeAt(0); });
    return toBase64(bytes) === text ? bytes : null;
  }

  // --- SHA-2：常数是前 64（80）个素数的立方根的小数部分 ---
  function primes(count) {
    var list = [];
    for (var n = 2; list.length < count; n++) if (list.every(function (p) { return n % p; })) list.push(n);
    return list;
  }
  function root(n, k, bits) {  // n 的 k 次方根的小数部分，bits 位
    var want = BigInt(n) << BigInt(bits * k), low = 0n, high = 1n << BigInt(bits + 10);
    while (high - low > 1n) {
      var mid = (low + high) >> 1n;
      if (mid ** BigInt(k) <= want) low = mid; else high = mid;
    }
    return low & ((1n << BigInt(bits)) - 1n);
  }
  var K32 = primes(64).map(function (p) { return Number(root(p, 3, 32)) | 0; });
  var H32 = primes(8).map(function (p) { return Number(root(p, 2, 32)) | 0; });
  var K64 = primes(80).map(function (p) { return root(p, 3, 64); });
  var H64 = primes(8).map(function (p) { return root(p, 2, 64); });

  function padded(bytes, block) {
    var length = (Math.floor((bytes.length + block / 8) / block) + 1) * block;
    var all = new Uint8Array(length);
    all.set(bytes);
    all[bytes.length] = 128;
    var view = new DataView(all.buffer);
    view.setUint32(length - 8, Math.floor(bytes.length / 536870912));
    view.setUint32(length - 4, (bytes.length << 3) >>> 0);
    return view;
  }

  function sha256(bytes) {
    var view = padded(bytes, 64), h = H32.slice(), w = new Int32Array(64);
    function r(x, n) { return (x >>> n) | (x << (32 - n)); }
    for (var at = 0; at < view.byteLength; at += 64) {
      var a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7];
      for (var i = 0; i < 64; i++) {
        if (i < 16) w[i] = view.getInt32(at + i * 4);
        else {
          var x = w[i - 15], y = w[i - 2];
          w[i] = (r(x, 7) ^ r(x, 18) ^ (x >>> 3)) + w[i - 7] + (r(y, 17) ^ r(y, 19) ^ (y >>> 10)) + w[i - 16] | 0;
        }
        var t = k + (r(e, 6) ^ r(e, 11) ^ r(e, 25)) + (e & f ^ ~e & g) + K32[i] + w[i] | 0;
        var u = (r(a, 2) ^ r(a, 13) ^ r(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
        k = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u | 0;
      }
      [a, b, c, d, e, f, g, k].forEach(function (v, j) { h[j] = h[j] + v | 0; });
    }
    var out = new DataView(new ArrayBuffer(32));
    h.forEach(function (v, j) { out.setInt32(j * 4, v); });
    return new Uint8Array(out.buffer);
  }

  function sha512(bytes) {
    var M = (1n << 64n) - 1n, view = padded(bytes, 128), h = H64.slice(), w = [];
    function r(x, n) { return (x >> BigInt(n) | x << BigInt(64 - n)) & M; }
    for (var at = 0; at < view.byteLength; at += 128) {
      var s = h.slice();
      for (var i = 0; i < 80; i++) {
        if (i < 16) w[i] = view.getBigUint64(at + i * 8);
        else {
          var x = w[i - 15], y = w[i - 2];
          w[i] = (r(x, 1) ^ r(x, 8) ^ x >> 7n) + w[i - 7] + (r(y, 19) ^ r(y, 61) ^ y >> 6n) + w[i - 16] & M;
        }
        var e = s[4], a = s[0];
        var t = s[7] + (r(e, 14) ^ r(e, 18) ^ r(e, 41)) + (e & s[5] ^ (e ^ M) & s[6]) + K64[i] + w[i] & M;
        var u = (r(a, 28) ^ r(a, 34) ^ r(a, 39)) + (a & s[1] ^ a & s[2] ^ s[1] & s[2]) & M;
        s = [t + u & M, s[0], s[1], s[2], s[3] + t & M, s[4], s[5], s[6]];
      }
      h = h.map(function (v, j) { return v + s[j] & M; });
    }
    var out = new DataView(new ArrayBuffer(64));
    h.forEach(function (v, j) { out.setBigUint64(j * 8, v); });
    return new Uint8Array(out.buffer);
  }

  // --- Ed25519（RFC 8032）。只核对签名，没有秘密，不必防计时 ---
  var P = (1n << 255n) - 19n, L = (1n << 252n) + 27742317777372353535851937790883648493n;
  function mod(a, m) { var x = a % m; return x < 0n ? x + m : x; }
  function power(b, e) {
    var x = 1n;
    for (b = mod(b, P); e > 0n; e >>= 1n, b = b * b % P) if (e & 1n) x = x * b % P;
    return x;
  }
  var D = mod(-121665n * power(121666n, P - 2n), P), I = power(2n, (P - 1n) / 4n);
  function number(bytes) { return BigInt('0x' + hex(Array.from(bytes).reverse())); }
  function add(p, q) {
    var a = mod((p[1] - p[0]) * (q[1] - q[0]), P), b = mod((p[1] + p[0]) * (q[1] + q[0]), P);
    var c = mod(2n * p[3] * q[3] * D, P), d = mod(2n * p[2] * q[2], P);
    var e = b - a, f = d - c, g = d + c, h = b + a;
    return [mod(e * f, P), mod(g * h, P), mod(f * g, P), mod(e * h, P)];
  }
  function times(p, n) {
    var q = [0n, 1n, 1n, 0n];
    for (; n > 0n; n >>= 1n, p = add(p, p)) if (n & 1n) q = add(q, p);
    return q;
  }
  function point(bytes) {
    var y = number(bytes), sign = y >> 255n;
    y &= (1n << 255n) - 1n;
    if (y >= P) return null;
    var y2 = y * y % P, u = mod(y2 - 1n, P), v = mod(D * y2 + 1n, P);
    var x = u * power(v, 3n) % P * power(u * power(v, 7n), (P - 5n) / 8n) % P;
    if (mod(v * x * x - u, P) !== 0n) x = x * I % P;
    if (mod(v * x * x - u, P) !== 0n || (x === 0n && sign)) return null;
    if ((x & 1n) !== sign) x = P - x;
    return [x, y, 1n, x * y % P];
  }
  function encoded(p) {
    var z = power(p[2], P - 2n), x = p[0] * z % P, y = p[1] * z % P, bytes = new Uint8Array(32);
    y |= (x & 1n) << 255n;
    for (var i = 0; i < 32; i++) bytes[i] = Number(y >> BigInt(8 * i) & 255n);
    return bytes;
  }
  var BASE = point(concat([0x58], new Uint8Array(31).fill(0x66)));
  function verifyEd25519(key, message, signature) {
    if (signature.length !== 64) return false;
    var a = point(key), s = number(signature.slice(32));
    if (!a || s >= L) return false;
    var k = mod(number(sha512(concat(signature.slice(0, 32), key, message))), L);
    var minus = [mod(-a[0], P), a[1], a[2], mod(-a[3], P)];
    return same(encoded(add(times(BASE, s), times(minus, k))), signature.slice(0, 32));
  }

  // --- 格式 ---
  var SM2 = concat([0xff], utf8('sm2-sm3-der.v1'));
  function fail(why) { throw new Error(why); }

  function readKey(line) {
    var one = line.indexOf('+'), two = line.indexOf('+', one + 1);
    var typed = two > 0 ? base64(line.slice(two + 1)) : null;
    if (!typed) fail('公钥的格式不对：' + line);
    var name = line.slice(0, one), id = sha256(concat(utf8(name + '\n'), typed)).slice(0, 4);
    if (hex(id) !== line.slice(one + 1, two)) fail('公钥与它的编号不符，抄写有误：' + line);
    var kind = typed[0] === 1 && typed.length === 33 ? 'ed25519' : typed[0] === 4 && typed.length === 33 ? 'witness'
      : typed.length === SM2.length + 65 && same(typed.slice(0, SM2.length), SM2) ? 'sm2' : fail('公钥的类型不认得：' + line);
    return { name: name, id: id, kind: kind, key: typed.slice(1) };
  }

  function readNote(note) {
    if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) fail('含有控制字符，或换行被改成了 Windows 的形式；请用原文件');
    var blank = note.lastIndexOf('\n\n');
    if (blank < 0 || note.slice(-1) !== '\n' || note.length === blank + 2) fail('没有签名');
    return {
      text: note.slice(0, blank + 1),
      lines: note.slice(blank + 2, -1).split('\n').map(function (line) {
        var parts = /^— ([^ +]+) ([^ ]+)$/.exec(line), bytes = parts && base64(parts[2]);
        if (!bytes || bytes.length < 5) fail('签名行的格式不对');
        return { name: parts[1], id: bytes.slice(0, 4), signature: bytes.slice(4) };
      })
    };
  }

  // 每一个公钥都要签过；SM2 的签名浏览器不能核对，只看在不在。
  function verifyNote(note, keys) {
    return keys.map(function (key) {
      var lines = note.lines.filter(function (l) { return l.name === key.name && same(l.id, key.id); });
      if (lines.length !== 1) fail('缺少公钥 ' + key.name + '（' + hex(key.id) + '）的签名');
      if (key.kind === 'sm2') return { key: key, checked: false };
      var message = note.text, signature = lines[0].signature, seconds = null;
      if (key.kind === 'witness') {
        if (signature.length !== 72) fail('见证的签名不成立');
        seconds = Number(new DataView(signature.slice(0, 8).buffer).getBigUint64(0));
        message = 'cosignature/v1\ntime ' + seconds + '\n' + message;
        signature = signature.slice(8);
      }
      if (!verifyEd25519(key.key, utf8(message), signature)) fail('公钥 ' + key.name + '（' + hex(key.id) + '）的签名不成立');
      return { key: key, checked: true, seconds: seconds };
    });
  }

  function verifyInclusion(leaf, index, size, proof, top) {
    var node = index, last = size - 1, found = sha256(concat([0], leaf));
    if (index >= size) return false;
    for (var i = 0; i < proof.length; i++) {
      if (last === 0) return false;
      if (node % 2 || node === last) {
        found = sha256(concat([1], proof[i], found));
        while (node % 2 === 0 && node) { node /= 2; last = Math.floor(last / 2); }
      } else found = sha256(concat([1], found, proof[i]));
      node = Math.floor(node / 2); last = Math.floor(last / 2);
    }
    return last === 0 && same(found, top);
  }

  // RFC 8785 去掉浮点数：同一个意思只有一种写法。
  function canonical(value) {
    if (typeof value === 'string') return JSON.stringify(value);
    if (Number.isSafeInteger(value)) return String(value);
    if (Array.isArray(value)) return '[' + value.map(canonical).join() + ']';
    if (value && typeof value === 'object') return '{' + Object.keys(value).sort().map(function (k) { return JSON.stringify(k) + ':' + canonical(value[k]); }).join() + '}';
    return fail('条目里有不认得的值');
  }

  function wholeNumber(text) {
    if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(Number(text))) fail('数字的写法不对');
    return Number(text);
  }
  function hash(text) {
    var bytes = base64(text);
    if (!bytes || bytes.length !== 32) fail('散列值的写法不对');
    return bytes;
  }

  function check(receipt, keysText) {
    var keys = keysText.split('\n').map(function (l) { return l.trim(); }).filter(function (l) { return l && l[0] !== '#'; }).map(readKey);
    if (!keys.some(function (k) { return k.kind === 'ed25519'; })) fail('先填写公钥，至少要有一个 Ed25519 公钥');
    var blank = receipt.indexOf('\n\n'), lines = receipt.slice(0, Math.max(blank, 0)).split('\n');
    if (lines[0] !== 'c2sp.org/tlog-proof@v1' || lines.length < 3 || lines.length > 66 || lines[1].slice(0, 6) !== 'extra ' || lines[2].slice(0, 6) !== 'index ') fail('不是回执，或不完整');
    var leaf = base64(lines[1].slice(6)), index = wholeNumber(lines[2].slice(6));
    if (!leaf) fail('条目不是规范的 Base64');
    var note = readNote(receipt.slice(blank + 2)), three = note.text.split('\n');
    if (three.length !== 4) fail('检查点应为三行');
    var size = wholeNumber(three[1]), top = hash(three[2]);
    var signed = verifyNote(note, keys);
    if (keys.some(function (k) { return k.kind !== 'witness' && k.name !== three[0]; })) fail('检查点的来源是 ' + three[0] + '，与公钥的名称不同');
    if (!verifyInclusion(leaf, index, size, lines.slice(3).map(hash), top)) fail('从条目推不到检查点的根值：条目或证明被改过');
    var text, item;
    try { text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(leaf); item = JSON.parse(text); } catch (e) { fail('条目不是 JSON'); }
    if (canonical(item) !== text || item.type !== 'item/1') fail('条目不是规范形式的公开事项');
    return { item: item, index: index, size: size, origin: three[0], signed: signed };
  }

  if (typeof document === 'undefined') { module.exports = { check: check, sha256: sha256, sha512: sha512, verifyEd25519: verifyEd25519, hex: hex }; return; }

  // --- 页面 ---
  var OPS = { publish: '公开', correct: '更正', withdraw: '撤回', exempt: '例外' };
  function $(id) { return document.getElementById(id); }
  function line(text, strong) {
    var p = document.createElement('p'), inside = strong ? document.createElement('strong') : p;
    inside.textContent = text;
    if (strong) p.appendChild(inside);
    $('receipt-result').appendChild(p);
  }
  function bytesOf(file) {
    return new Promise(function (done, not) {
      var reader = new FileReader();
      reader.onload = function () { done(new Uint8Array(reader.result)); };
      reader.onerror = function () { not(new Error('不能读文件 ' + file.name)); };
      reader.readAsArrayBuffer(file);
    });
  }
  function fill(input, area) {
    $(input).addEventListener('change', function () {
      if (!$(input).files[0]) return;
      bytesOf($(input).files[0]).then(function (bytes) { $(area).value = new TextDecoder().decode(bytes); });
    });
  }
  function show(found) {
    var item = found.item, time;
    line('回执成立', true);
    line(item.unit + '，事项 ' + item.id + '，第 ' + item.edition + ' 期' + (OPS[item.op] || item.op) + (item.reason ? '：' + item.reason : ''));
    line('日志 ' + found.origin + '，第 ' + found.index + ' 条，共 ' + found.size + ' 条');
    found.signed.forEach(function (s) {
      time = s.seconds ? '，见证于 ' + new Date((s.seconds + 28800) * 1000).toISOString().slice(0, 19).replace('T', ' ') + '（北京时间）' : '';
      line(s.checked ? '签名成立：' + s.key.name + '（' + hex(s.key.id) + '）' + time : '有 SM2 签名行，浏览器不能核对它：请用 disclose receipt check 再核对');
    });
    (item.files || []).forEach(function (f) { line(f.sha256 + '  ' + f.name); });
  }
  function run() {
    $('receipt-result').textContent = '';
    var found;
    try { found = check($('receipt').value, $('receipt-keys').value); show(found); } catch (e) { line('回执不成立', true); line(e.message); return; }
    Array.from($('receipt-files').files).forEach(function (file) {
      bytesOf(file).then(function (bytes) {
        var digest = hex(sha256(bytes));
        var match = (found.item.files || []).filter(function (f) { return f.sha256 === digest && f.size === bytes.length; })[0];
        line(match ? file.name + ' 就是回执所列的 ' + match.name : file.name + ' 不是回执所列的任何文件', !match);
      }, function (e) { line(e.message, true); });
    });
  }
  fill('receipt-file', 'receipt');
  fill('receipt-keys-file', 'receipt-keys');
  $('receipt-form').addEventListener('submit', function (event) { event.preventDefault(); run(); });
  $('receipt-form').hidden = false;
  $('receipt-old').hidden = true;
})();

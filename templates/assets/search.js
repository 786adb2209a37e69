// 查找：不用服务器，不用 fetch，从任何网址和 file:// 都能用。索引见 generator/plan/search_index.h。
// 先取 search/m.js（分面），一个词的每两个相邻的字取一片 search/i/N.js，显示的行取 search/r/N.js。
var S = (function () {
  'use strict';
  var DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  var PAGE = 10;
  var value = {}, waiting = {}, shards = {}, blocks = {}, meta = null, turn = 0, chosen = {}, shown = PAGE;
  for (var d = 0; d < 64; d++) value[DIGITS[d]] = d;

  // 与 search_index.cc 的 folded() 相同。
  function folded(text) {
    var out = [];
    for (var c of text) {
      if (/[\s\u00a0\u2000-\u200b\u3000\ufeff“”‘’"'「」《》〈〉]/.test(c)) continue;
      if (/[(〔［【[（]/.test(c)) c = '(';
      else if (/[)〕］】\]）]/.test(c)) c = ')';
      var p = c.codePointAt(0);
      if (p >= 0xff01 && p <= 0xff5e) c = String.fromCharCode(p - 0xfee0);
      if (c >= 'A' && c <= 'Z') c = c.toLowerCase();
      out.push(c);
    }
    return out;
  }

  function numbers(text) {
    var list = [], n = 0, scale = 1;
    for (var i = 0; i < text.length; i++) {
      var v = value[text[i]];
      n += (v % 32) * scale;
      if (v >= 32) { scale *= 32; continue; }
      list.push(n); n = 0; scale = 1;
    }
    return list;
  }

  // 一个文件只取一次；取不到时也往下走，由调用者看结果。
  function load(path, there) {
    if (there()) return Promise.resolve();
    if (!waiting[path]) {
      waiting[path] = new Promise(function (done) {
        var s = document.createElement('script');
        s.src = path;
        s.onload = s.onerror = function () { done(); };
        document.head.appendChild(s);
      });
    }
    return waiting[path];
  }
  function shardOf(pair) {
    var c = Array.from(pair), a = c.length > 1 ? c[0].codePointAt(0) : 0, b = c[c.length - 1].codePointAt(0);
    return Math.imul((Math.imul(a, 31) + b) | 0, 0x9e3779b1) >>> (32 - meta.bits);
  }
  function loadShard(n) { return load('i/' + n + '.js', function () { return shards[n]; }); }
  function loadBlock(n) { return load('r/' + n + '.js', function () { return blocks[n]; }); }
  function row(i) { var b = blocks[Math.floor(i / meta.block)]; return b ? b[i % meta.block] : null; }

  function pairsOf(term) {
    if (term.length === 1) return [term[0]];
    var pairs = [];
    for (var i = 0; i + 1 < term.length; i++) pairs.push(term[i] + term[i + 1]);
    return pairs;
  }

  // 每一行有没有每一对字；值为 0 的在标题里。
  function candidates(terms) {
    var all = null;
    terms.forEach(function (term) {
      pairsOf(term).forEach(function (pair) {
        var shard = shards[shardOf(pair)] || {}, list = numbers(shard[pair] || ''), at = 0, next = new Map();
        list.forEach(function (n) {
          at += n >> 1;
          if (all === null || all.has(at)) next.set(at, (n & 1) | (all === null ? 0 : all.get(at)));
        });
        all = next;
      });
    });
    var rows = [];
    (all || new Map()).forEach(function (worth, i) { rows.push([worth, i]); });
    rows.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    return rows.map(function (r) { return r[1]; });
  }

  // 两个字相邻不等于整个词相连：取来的行逐字比较。
  function holds(i, terms) {
    var r = row(i);
    if (!r) return true;
    var texts = [r[0], r[2], r[3], meta.units[meta.unit[i] - 1] || ''].map(function (t) { return folded(t).join(''); });
    return terms.every(function (term) {
      var word = term.join('');
      return texts.some(function (t) { return t.indexOf(word) >= 0; });
    });
  }

  function readMeta() {
    var n = numbers(meta.runs), i = 0;
    meta.year = []; meta.kind = []; meta.unit = []; meta.grade = [];
    for (var at = 0; at < n.length; at += 5) {
      for (var k = 0; k < n[at]; k++, i++) {
        meta.year[i] = n[at + 1]; meta.kind[i] = n[at + 2]; meta.unit[i] = n[at + 3]; meta.grade[i] = n[at + 4];
      }
    }
  }

  function element(name, text, className) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    if (className) e.className = className;
    return e;
  }

  // 命中的字加 <mark>；按折叠后的字对回原文。
  function marked(into, text, terms) {
    var chars = Array.from(text), plain = [], from = [];
    chars.forEach(function (c, i) { folded(c).forEach(function (f) { plain.push(f); from.push(i); }); });
    var joined = plain.join(''), hit = [];
    terms.forEach(function (term) {
      var word = term.join(''), at = joined.indexOf(word);
      while (word && at >= 0) {
        var first = Array.from(joined.slice(0, at)).length;
        for (var i = first; i < first + term.length; i++) hit[from[i]] = true;
        at = joined.indexOf(word, at + word.length);
      }
    });
    for (var i = 0; i < chars.length;) {
      var j = i, on = !!hit[i];
      while (j < chars.length && !!hit[j] === on) j++;
      var piece = chars.slice(i, j).join('');
      into.appendChild(on ? element('mark', piece) : document.createTextNode(piece));
      i = j;
    }
    return hit.length > 0;
  }

  function item(i, terms) {
    var r = row(i), li = element('li'), a = element('a'), who = element('span', '', 'who');
    if (!r) return li;
    a.href = '../' + r[1];
    marked(a, r[0], terms);
    li.appendChild(a);
    var about = [meta.kinds[meta.kind[i]], meta.years[meta.year[i]] && meta.years[meta.year[i]] + '年度'];
    who.appendChild(document.createTextNode(about.filter(Boolean).join(' · ')));
    var unit = meta.units[meta.unit[i] - 1];
    if (unit && unit !== r[0]) { who.appendChild(document.createTextNode(' · ')); marked(who, unit, terms); }
    li.appendChild(who);
    if (r[2]) { var note = element('span', '', 'who'); marked(note, r[2], terms); li.appendChild(note); }
    var names = r[3] ? r[3].split('、').filter(function (name) {
      var plain = folded(name).join('');
      return terms.some(function (t) { return plain.indexOf(t.join('')) >= 0; });
    }) : [];
    if (names.length) {
      var more = element('span', '指标：', 'who');
      marked(more, names.slice(0, 4).join('、') + (names.length > 4 ? '等' + names.length + '项' : ''), terms);
      li.appendChild(more);
    }
    return li;
  }

  var facets = [['year', '年度', function (v) { return meta.years[v]; }], ['kind', '类别', function (v) { return meta.kinds[v]; }],
    ['unit', '单位', function (v) { return v ? meta.units[v - 1] : ''; }], ['grade', '等级', function (v) { return meta.grades[v]; }]];

  function passes(i, but) {
    return facets.every(function (f) { return f[0] === but || chosen[f[0]] === undefined || meta[f[0]][i] === chosen[f[0]]; });
  }

  function drawFacets(rows) {
    facets.forEach(function (f) {
      var counts = new Map(), select = document.getElementById('f-' + f[0]);
      rows.forEach(function (i) { if (passes(i, f[0])) { var v = meta[f[0]][i]; counts.set(v, (counts.get(v) || 0) + 1); } });
      var names = Array.from(counts.keys()).filter(f[2]).sort(function (a, b) { return a - b; });
      while (select.options.length > 1) select.remove(1);
      names.forEach(function (v) {
        var o = element('option', f[2](v) + '（' + counts.get(v) + '）');
        o.value = v;
        o.selected = chosen[f[0]] === v;
        select.appendChild(o);
      });
      select.parentNode.hidden = names.length < 2 && chosen[f[0]] === undefined;
    });
  }

  function say(text) { document.getElementById('search-status').textContent = text; }

  function draw(rows, terms, exact) {
    var kept = rows.filter(function (i) { return passes(i); });
    var list = document.getElementById('results'), more = document.getElementById('more');
    var part = kept.slice(0, shown), mine = turn;
    return Promise.all(part.map(function (i) { return loadBlock(Math.floor(i / meta.block)); })).then(function () {
      if (mine !== turn) return;
      list.textContent = '';
      part.filter(function (i) { return holds(i, terms); }).forEach(function (i) { list.appendChild(item(i, terms)); });
      drawFacets(rows);
      more.hidden = kept.length <= shown;
      say(kept.length ? (exact ? '找到' : '约') + kept.length + '条' : '没有找到。换一个词，或者少写几个字试试；下面的目录列出全部内容。');
    });
  }

  function search(text) {
    var mine = ++turn;
    var terms = text.trim().split(/[\s\u3000]+/).map(folded).filter(function (t) { return t.length; }).slice(0, 8);
    if (!terms.length) {
      document.getElementById('results').textContent = '';
      document.getElementById('facets').hidden = document.getElementById('more').hidden = true;
      say('');
      return;
    }
    load('m.js', function () { return meta; }).then(function () {
      if (!meta) { say('这里读不到查找的索引，请用下面的目录。'); return null; }
      var need = {};
      terms.forEach(function (t) { pairsOf(t).forEach(function (p) { need[shardOf(p)] = 1; }); });
      return Promise.all(Object.keys(need).map(loadShard)).then(function () {
        if (mine !== turn) return null;
        // 一个字、两个字的词，索引说有就有；更长的，一屏以内的全部核对，数目就是准的。
        var rows = candidates(terms), sure = terms.every(function (t) { return t.length <= 2; });
        var exact = sure || rows.length <= PAGE;
        document.getElementById('facets').hidden = rows.length === 0;
        var first = exact && !sure ? Promise.all(rows.map(function (i) { return loadBlock(Math.floor(i / meta.block)); })) : Promise.resolve();
        return first.then(function () {
          if (mine !== turn) return;
          if (exact && !sure) rows = rows.filter(function (i) { return holds(i, terms); });
          again = function () { return draw(rows, terms, exact); };
          return again();
        });
      });
    });
  }
  var again = function () {};

  function start() {
    var form = document.getElementById('search'), input = document.getElementById('q'), timer;
    form.hidden = false;
    Array.prototype.forEach.call(document.querySelectorAll('.noscript'), function (e) { e.hidden = true; });
    input.value = new URLSearchParams(location.search).get('q') || '';
    function run() { shown = PAGE; chosen = {}; search(input.value); }
    input.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(run, 150); });
    form.addEventListener('submit', function (e) {
      e.preventDefault();
      try { history.replaceState(null, '', '?q=' + encodeURIComponent(input.value)); } catch (x) { /* file:// */ }
      clearTimeout(timer);
      run();
    });
    facets.forEach(function (f) {
      document.getElementById('f-' + f[0]).addEventListener('change', function (e) {
        if (e.target.value === '') delete chosen[f[0]]; else chosen[f[0]] = Number(e.target.value);
        shown = PAGE;
        again();
      });
    });
    document.getElementById('more').addEventListener('click', function () { shown += PAGE; again(); });
    if (input.value) run();
  }

  document.addEventListener('DOMContentLoaded', start);
  return {
    m: function (m) { meta = m; readMeta(); },
    x: function (n, keys) { shards[n] = keys; },
    r: function (n, rows) { blocks[n] = rows; }
  };
})();

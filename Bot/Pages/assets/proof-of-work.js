'use strict';

// Finds the number whose SHA-256 (FIPS 180-4), after a salt and a colon, begins with enough zero bits. In slices, so that the page stays alive.
// The browser's own digest answers one hash at a time, which is slower than this.
window.proofOfWork = (() => {
  const SLICE_MILLISECONDS = 30;
  const FIRST = new Uint32Array(8);
  const ROUND = new Uint32Array(64);
  const words = new Uint32Array(64);

  // The fractions of the roots of the first primes.
  for (let candidate = 2, found = 0; found < 64; candidate++) {
    let prime = true;
    for (let factor = 2; factor * factor <= candidate && prime; factor++) {
      prime = candidate % factor !== 0;
    }

    if (prime) {
      if (found < 8) {
        FIRST[found] = Math.sqrt(candidate) % 1 * 2 ** 32;
      }

      ROUND[found++] = Math.cbrt(candidate) % 1 * 2 ** 32;
    }
  }

  const turn = (word, by) => (word >>> by) | (word << (32 - by));

  // The first 32 bits of the hash of a text of at most 55 ASCII characters.
  function hash(text) {
    words.fill(0, 0, 16);
    for (let i = 0; i < text.length; i++) {
      words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
    }

    words[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
    words[15] = text.length * 8;
    for (let i = 16; i < 64; i++) {
      const near = words[i - 2];
      const far = words[i - 15];
      words[i] = words[i - 16] + words[i - 7]
        + (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3))
        + (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10));
    }

    let [a, b, c, d, e, f, g, h] = FIRST;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }

    return (FIRST[0] + a) >>> 0;
  }

  return async function solve(salt, bits) {
    if (!/^[\x21-\x7e]{1,40}$/.test(salt) || !(bits >= 1 && bits <= 31)) {
      throw new RangeError('This work cannot be done.');
    }

    for (let n = 0; ;) {
      for (const end = performance.now() + SLICE_MILLISECONDS; performance.now() < end;) {
        for (const stop = n + 500; n < stop; n++) {
          if (hash(`${salt}:${n}`) >>> (32 - bits) === 0) {
            return n;
          }
        }
      }

      await new Promise(resolve => setTimeout(resolve));
    }
  };
})();

// Takes the files named in packages.json out of their npm packages, without their dependencies, and compresses them once for all.
// node take.mjs <output folder> [packages.json]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

const output = process.argv[2];
const wanted = JSON.parse(readFileSync(process.argv[3] ?? new URL('packages.json', import.meta.url), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'npm-pack-'));

try {
  const taken = {};
  for (const { package: name, integrity, files } of wanted) {
    const members = untar(gunzipSync(fetched(name, integrity)));
    for (const [from, to] of Object.entries(files)) {
      const content = members.get(`package/${from}`) ?? fail(`${name} has no ${from}.`);
      (taken[to] ??= []).push(content);
    }
  }

  mkdirSync(output, { recursive: true });
  for (const [name, parts] of Object.entries(taken)) {
    const content = Buffer.concat(parts);
    write(`${name}.br`, brotliCompressSync(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }));
    write(`${name}.gz`, gzipSync(content, { level: 9 }));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function fetched(name, integrity) {
  const packed = execFileSync('npm', ['pack', name, '--json', '--loglevel=error', '--ignore-scripts', '--prefer-offline', '--pack-destination', scratch], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const tarball = readFileSync(join(scratch, JSON.parse(packed)[0].filename));
  const found = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  return found === integrity ? tarball : fail(`${name} is not the pinned package: expected ${integrity}, found ${found}.`);
}

// POSIX.1-1988 ustar: a 512-byte header, then the content, padded to 512 bytes.
function untar(tar) {
  const members = new Map();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const text = (from, length) => tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const prefix = text(345, 155);
    const size = parseInt(text(124, 12), 8);
    members.set(prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }

  return members;
}

// Whole or not at all: two builds may run at once.
function write(name, content) {
  const part = join(output, `${name}.${process.pid}`);
  writeFileSync(part, content);
  renameSync(part, join(output, name));
}

function fail(message) {
  throw new Error(message);
}

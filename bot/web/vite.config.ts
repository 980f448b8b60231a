import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
// gzip that every browser reads, a fifteenth shorter than zlib's best: over plain HTTP no browser asks for brotli.
import { gzipAsync } from '@gfx/zopfli';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What goes out as it was written: there its remarks and indents are only for us. */
const UNBUILT = /^(?:old\.js|index\.html)$/;
const REMARKS = /^[ \t]*(?:\/\/.*\n|<!--.*-->\n)|^[ \t]+/gm;

/** Beside each file a `.br` and a `.gz`, when that is shorter: compressed once, as well as can be. */
function precompressed(): Plugin {
  const pack = async (folder: string): Promise<void> => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) await pack(path);
      else if (/\.(html|js|css|svg|json)$/.test(name)) {
        if (UNBUILT.test(name)) writeFileSync(path, readFileSync(path, 'utf-8').replace(REMARKS, ''));
        const body = readFileSync(path);
        const brotli = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length, [constants.BROTLI_PARAM_QUALITY]: 11 } };
        for (const [end, packed] of [['.br', brotliCompressSync(body, brotli)], ['.gz', await gzipAsync(body, { numiterations: 15 })]] as const)
          if (packed.length < body.length) writeFileSync(path + end, packed);
      }
    }
  };
  let out = '';
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved: (config) => void (out = join(config.root, config.build.outDir)),
    closeBundle: () => pack(out),
  };
}

// Relative addresses: the gateway serves the page at `/`, the desk at `/chat/`.
// No inlined assets and no preload helper: the CSP allows files of our own origin and nothing else.
export default defineConfig({
  base: './',
  plugins: [precompressed()],
  build: {
    // The oldest that work; tests/web/test_old.py takes away what they lack. Older ones are led to /plain (public/old.js).
    target: ['chrome87', 'safari14', 'firefox78'],
    cssTarget: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0,
    modulePreload: false,
    sourcemap: false,
    emptyOutDir: true,
  },
  test: { environment: 'node', include: ['test/**/*.test.ts'] },
});

import { defineConfig } from 'vitest/config';

// Relative addresses: the gateway serves the page at `/`, the desk at `/chat/`.
// No inlined assets and no preload helper: the CSP allows files of our own origin and nothing else.
export default defineConfig({
  base: './',
  build: {
    target: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0,
    modulePreload: false,
    sourcemap: false,
    emptyOutDir: true,
  },
  test: { environment: 'node', include: ['test/**/*.test.ts'] },
});

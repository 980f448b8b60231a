// Runs before the page, in the words of the oldest browsers: who can't run it is led to the page without scripts.
(function () {
  var at = /\/(staff|chat)\/[^/]*$/.test(location.pathname) ? '' : './plain';
  function leave() {
    var root = document.getElementById('app');
    if (at && root && !root.hasAttribute('data-runs')) location.replace(at);
  }
  function can() {
    var needed = [
      window.Promise, window.fetch, window.Map, window.Set, window.Symbol, window.AbortController, window.TextEncoder,
      window.Uint8Array, window.crypto && window.crypto.getRandomValues, String.prototype.normalize, Object.entries,
      Array.from, Array.prototype.flatMap, Element.prototype.append,
    ];
    for (var i = 0; i < needed.length; i++) if (!needed[i]) return false;
    try {
      new RegExp('\\p{L}', 'u');
    } catch (error) {
      return false;
    }
    return 'noModule' in document.createElement('script');
  }
  if (!can()) return leave();
  // The conversation is begun while the page itself is still on its way: a whole trip to the server less (src/api.ts).
  var named = document.querySelector('meta[name="shoukou-api"]');
  if (!named || !named.content)
    window.shoukouFirst = fetch((/\/chat\/[^/]*$/.test(location.pathname) ? './' : './chat/') + 'sessions', {
      method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' },
      cache: 'no-store', credentials: 'same-origin', referrerPolicy: 'no-referrer',
    }).catch(function () { return null; });
  // A script that can't be read, or breaks while it starts.
  window.addEventListener('error', leave, true);
  window.addEventListener('unhandledrejection', leave);
})();

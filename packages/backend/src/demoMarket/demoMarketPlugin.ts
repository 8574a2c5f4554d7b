import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';

const PRICES: readonly (readonly [string, number])[] = [
  ['Copper wire', 9.4],
  ['Glass fibre', 12.75],
  ['Patch panel', 88],
  ['Rack, 42 units', 640],
  ['Server fan', 17.2],
];

/** `GET /api/demo-market/prices`: a page that the example `scrape-report` reads. Open to everybody, as pages of others are. */
export const demoMarketPlugin = createBackendPlugin({
  pluginId: 'demo-market',
  register(reg) {
    reg.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = Router();
        router.get('/prices', (_req, res) => {
          res.type('html').send(pageOf(PRICES));
        });
        httpRouter.use(router);
        httpRouter.addAuthPolicy({ path: '/prices', allow: 'unauthenticated' });
      },
    });
  },
});

function pageOf(prices: typeof PRICES): string {
  const rows = prices.map(
    ([product, price]) =>
      `<tr><td>${product}</td><td>${price.toFixed(2)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
  <head><title>Market</title></head>
  <body>
    <h1>Today's prices</h1>
    <table>
      <thead><tr><th>Product</th><th>Price</th></tr></thead>
      <tbody>${rows.join('')}</tbody>
    </table>
  </body>
</html>
`;
}

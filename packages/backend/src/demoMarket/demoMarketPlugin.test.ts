import { startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import { demoMarketPlugin } from './demoMarketPlugin';

describe('the demo market', () => {
  it('should show its prices to everybody', async () => {
    // given
    const { server } = await startTestBackend({ features: [demoMarketPlugin] });
    // when
    const { status, text, type } = await request(server)
      .get('/api/demo-market/prices')
      .set('authorization', '');
    // then
    expect([status, type]).toEqual([200, 'text/html']);
    expect(text).toContain('<td>Patch panel</td><td>88.00</td>');
  });
});

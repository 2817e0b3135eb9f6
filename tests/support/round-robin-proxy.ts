import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A load balancer as small as one can be: asks `/readyz/read` of each replica, takes them in turn, and never tries again. */
export async function roundRobinProxy(targets: readonly string[], everyMs = 100) {
  const agent = new http.Agent({ keepAlive: true })
  let healthy: readonly string[] = targets
  let turn = 0
  const check = async () => {
    const looks = await Promise.all(
      targets.map((target) =>
        fetch(`${target}/readyz/read`, { signal: AbortSignal.timeout(1_000) }).then(
          (answer) => answer.ok,
          () => false,
        ),
      ),
    )
    healthy = targets.filter((_, place) => looks[place])
  }
  await check()
  const timer = setInterval(() => void check(), everyMs)

  const server = http.createServer((request, response) => {
    const target = healthy[turn++ % Math.max(healthy.length, 1)]
    if (target === undefined) return void response.writeHead(502).end('no replica is healthy')
    const passed = http.request(
      `${target}${request.url ?? '/'}`,
      { method: request.method, headers: request.headers, agent },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    passed.on('error', (error) => response.writeHead(502).end(error.message))
    request.pipe(passed)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    healthy: () => healthy,
    close: () => {
      clearInterval(timer)
      agent.destroy()
      return new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
    },
  }
}

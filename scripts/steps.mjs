import { spawn } from 'node:child_process'

/** Runs a program; its output goes to ours, or to `onLine` line by line. Rejects when it fails, with what it last said. */
export function run(command, args, { cwd, env = {}, onLine } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let last = ''
    let rest = ''
    const hear = (chunk) => {
      const text = chunk.toString()
      last = (last + text).slice(-4000)
      if (!onLine) return
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(onLine)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', failed)
    child.on('close', (code, signal) => {
      if (rest && onLine) onLine(rest)
      if (code === 0) done()
      else failed(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${last}`))
    })
  })
}

/** Tells what happens, with a sign of life every few seconds and the time it took. */
export async function step(title, action) {
  const begun = Date.now()
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`
  process.stdout.write(`• ${title} …\n`)
  const life = setInterval(() => process.stdout.write(`  … ${title}, ${seconds()}\n`), 10_000)
  try {
    const result = await action()
    process.stdout.write(`  ✓ ${title} (${seconds()})\n`)
    return result
  } finally {
    clearInterval(life)
  }
}

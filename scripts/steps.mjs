import { spawn } from 'node:child_process'

/**
 * Node 20 on a busy machine now and then ends with this code before a program has begun: its loader of modules answers from a
 * thread, and the main one finds nothing to wait for. Nothing was done by then.
 */
const NOT_BEGUN = 13
const ATTEMPTS = 5

/** Runs a program; its output goes to ours, or to `onLine` line by line. Rejects when it fails, with what it last said. */
export async function run(command, args, options = {}) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(command, args, options)
    } catch (error) {
      if (error.exitCode !== NOT_BEGUN || attempt === ATTEMPTS) throw error
    }
  }
}

function runOnce(command, args, { cwd, env = {}, onLine }) {
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
      else
        failed(
          Object.assign(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${last}`), {
            exitCode: code,
          }),
        )
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

import { deserialize, serialize, type Document } from 'bson'

/** A request of the driver, and how to answer it: MongoDB's wire protocol as far as the driver speaks it. */
export type Request = { readonly id: number; readonly kind: 'message' | 'query'; readonly command: Document }

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const HEADER = 16

/** Cuts a stream of bytes into messages. Give it every chunk; it keeps what is not whole yet. */
export function messageReader(): (chunk: Buffer) => readonly Buffer[] {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const messages: Buffer[] = []
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0)
      messages.push(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
    return messages
  }
}

/** Which request a message answers. */
export const answersTo = (message: Buffer): number => message.readInt32LE(8)

export function requestIn(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const opcode = message.readInt32LE(12)
  if (opcode === OP_MSG) return { id, kind: 'message', command: commandIn(message) }
  if (opcode !== OP_QUERY) throw new Error(`The simulated server does not know opcode ${opcode}`)
  const afterName = message.indexOf(0, HEADER + 4) + 1
  return { id, kind: 'query', command: read(message.subarray(afterName + 8)) }
}

/** A body, and sequences of documents that belong to one of its fields. */
function commandIn(message: Buffer): Document {
  let command: Document = {}
  for (let at = HEADER + 4; at < message.length;) {
    const kind = message.readUInt8(at)
    at += 1
    const size = message.readInt32LE(at)
    if (kind === 0) command = { ...read(message.subarray(at, at + size)), ...command }
    else {
      const nameEnd = message.indexOf(0, at + 4)
      const documents: Document[] = []
      for (let next = nameEnd + 1; next < at + size; next += message.readInt32LE(next))
        documents.push(read(message.subarray(next, next + message.readInt32LE(next))))
      command = { ...command, [message.toString('utf8', at + 4, nameEnd)]: documents }
    }
    at += size
  }
  return command
}

export function answer(request: Request, reply: Document): Buffer {
  const body = Buffer.from(serialize(reply, { ignoreUndefined: true }))
  // A reply begins with flags, cursor and counts; a message with flags and the kind of its only section.
  const start = request.kind === 'query' ? Buffer.alloc(20) : Buffer.alloc(5)
  if (request.kind === 'query') start.writeInt32LE(1, 16)
  const header = Buffer.alloc(HEADER)
  header.writeInt32LE(HEADER + start.length + body.length, 0)
  header.writeInt32LE(request.id, 8)
  header.writeInt32LE(request.kind === 'query' ? OP_REPLY : OP_MSG, 12)
  return Buffer.concat([header, start, body])
}

const read = (bytes: Buffer): Document => deserialize(bytes.subarray(0, bytes.readInt32LE(0)))

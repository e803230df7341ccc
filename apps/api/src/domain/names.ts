/**
 * Members' names: a friendly adjective and an animal nobody minds being called. Both lists are our own and short enough
 * to have been read word by word; any two of them go together without a second meaning. 64 × 64 = 4096 names for at
 * most 1000 members.
 */

const ADJECTIVES =
  'agile airy amber azure bold brave breezy bright brisk calm cheery clever coral cosy crisp daring deft dapper eager early festive fleet fond frank fresh gentle glad golden grand happy hardy honest humble jade jolly jovial keen kind lively loyal lucid lucky mellow merry mighty misty modest neat nimble noble patient plucky polite proud quick quiet rapid ready royal serene silver smart snappy steady'.split(
    ' ',
  )

const ANIMALS =
  'alpaca antelope badger beaver bison bobcat bunting caribou cheetah condor crane curlew dolphin dormouse dragonfly eagle egret elk falcon ferret finch firefly flamingo gazelle gecko gannet giraffe grouse hamster hare hedgehog heron ibex ibis jaguar kestrel kingfisher kudu koala lark lemur leopard llama lynx marmot marten meerkat narwhal ocelot orca osprey otter owl pangolin panther penguin pika plover puffin quokka raven robin seal swift'.split(
    ' ',
  )

/** How many different names there are. */
export const NAME_COUNT = ADJECTIVES.length * ANIMALS.length

/**
 * A name nobody in the class has, e.g. `brisk-otter`.
 * @param taken names in use, and those this member has already spun away
 * @param random uniform in 0…1
 */
export function pickName(taken: ReadonlySet<string>, random: () => number): string {
  const start = Math.floor(random() * NAME_COUNT)
  for (let step = 0; step < NAME_COUNT; step++) {
    // 1291 is prime, so the walk meets every name once, and neighbours in it share neither word.
    const name = nameAt((start + step * 1291) % NAME_COUNT)
    if (!taken.has(name)) return name
  }
  throw new Error(`All ${NAME_COUNT} names are taken, though a class has fewer members.`)
}

function nameAt(index: number): string {
  return `${ADJECTIVES[Math.floor(index / ANIMALS.length)]}-${ANIMALS[index % ANIMALS.length]}`
}

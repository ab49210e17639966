import Corpora
import NeuralNetworks
import Tensors

// What another package may do with the libraries: tokens, a model, a step of training.
let tokens = try CharacterTokenizer(Corpus.standIn.text).encode("the")
var generator = Generator(seed: 1337)
let model = Linear(3, 2, using: &generator)
let optimizer = SGD(model.parameters, learningRate: 0.1)
let loss = model(Tensor.ones([1, 3])).crossEntropy(Tensor([1]))
loss.backward()
optimizer.step()
let after = model(Tensor.ones([1, 3])).crossEntropy(Tensor([1]))
print(tokens.count, after.item(as: Float.self) < loss.item(as: Float.self))

"""The peer of `sharkfin bench --python`: the lessons in JAX, run three ways.

    notebook   as the lessons' notebooks do: a Python loop over jitted pieces, optax outside of them
    jitted     data and step compiled, one call of each a batch
    scan       the whole training as one lax.scan, which can show nothing while it runs

Reads lines "WORK WAY COUNT" from standard input and answers each with the seconds that COUNT batches took (for the work
`curves`: that one call with COUNT sweeps took). Whatever compiles has compiled before the clock starts. Needs jax and optax.
"""
import sys
import time
from functools import lru_cache, partial

import jax
import jax.numpy as jnp
import optax
from jax import jit, value_and_grad, vmap

STEPS, BINS, DURATION, FROM, TO = 400, 50, 200.0, -4.0, 4.0
PRIORS = ((-1.0, 1.0), (0.5, 1.5), (0.0, 0.15))


# Simulation


@partial(jit, static_argnames=["slope"])
def solve(z0, slope, times, parameters):
    dt = times[1] - times[0]

    def step(z, t):
        k1 = slope(z, parameters, t)
        k2 = slope(z + 0.5 * dt * k1, parameters, t + 0.5 * dt)
        k3 = slope(z + 0.5 * dt * k2, parameters, t + 0.5 * dt)
        k4 = slope(z + dt * k3, parameters, t + dt)
        z = z + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        return z, z

    return jax.lax.scan(step, z0, xs=times)[1]


def duffing(z, parameters, t):
    start, rate, gamma, epsilon, force, omega0 = parameters
    return (-1j * (omega0 - (start + rate * t)) - 0.5 * gamma) * z - 1j * epsilon * jnp.abs(z) ** 2 * z + 1j * force


def sweep(z0, omega0, gamma, epsilon, force):
    times = jnp.linspace(0.0, DURATION, STEPS)
    return solve(z0, duffing, times, jnp.array([FROM, (TO - FROM) / DURATION, gamma, epsilon, force, omega0]))


def draw(key, count):
    keys = jax.random.split(key, len(PRIORS))
    return [jax.random.uniform(k, [count], minval=low, maxval=high) for k, (low, high) in zip(keys, PRIORS)]


by_parameters = vmap(sweep, in_axes=[None, 0, 0, 0, None])
by_force = vmap(sweep, in_axes=[None, None, None, None, 0])


def curves(key, count):
    drawn = draw(key, count)
    z = by_parameters(0.0 + 0.0j, *drawn, 1.0)
    return jax.image.resize(jnp.abs(z), [count, BINS], "linear"), jnp.stack(drawn, 1)


def one_map(key, omega0, gamma, epsilon):
    z = by_force(0.0 + 0.01j, omega0, gamma, epsilon, jnp.linspace(0.1, 2.0, BINS))
    image = jax.image.resize(jnp.abs(z), (BINS, BINS), "cubic") + 0.5 * jax.random.normal(key, (BINS, BINS))
    frequency = jnp.repeat(jnp.linspace(FROM, TO, BINS)[None, :], BINS, axis=0)
    force = jnp.repeat(jnp.linspace(0.1, 2.0, BINS)[:, None], BINS, axis=1)
    return jnp.stack([image, frequency, force])


jitted_maps = jit(vmap(one_map))


def maps(key, count):
    first, second = jax.random.split(key)
    drawn = draw(first, count)
    return jitted_maps(jax.random.split(second, count), *drawn), jnp.stack(drawn, 1)


def points(key, count):
    q = jax.random.uniform(key, [count, 1], minval=-3, maxval=3)
    return q, jnp.exp(-(q**2)) * jnp.sin(5 * q)


# Networks


def start_dense(key, sizes):
    weights, biases = [], []
    for inputs, outputs in zip(sizes[:-1], sizes[1:]):
        key, here = jax.random.split(key)
        weights.append(jax.random.normal(here, [outputs, inputs]) / jnp.sqrt(inputs))
        biases.append(jnp.zeros(outputs))
    return {"weights": weights, "biases": biases}


def dense(x, parameters):
    last = len(parameters["weights"]) - 1
    for index, (weight, bias) in enumerate(zip(parameters["weights"], parameters["biases"])):
        x = weight @ x + bias
        x = x if index == last else jnp.tanh(x)
    return x


def start_convolutions(key, channels=(3, 30, 30, 30, 10)):
    kernels, size = [], BINS
    for inputs, outputs in zip(channels[:-1], channels[1:]):
        key, here = jax.random.split(key)
        kernels.append(jax.random.normal(here, [outputs, inputs, 3, 3]) / jnp.sqrt(inputs))
        size = (size - 1) // 2
    biases = [jnp.zeros(outputs) for outputs in channels[1:]]
    return {"kernels": kernels, "offsets": biases, "dense": start_dense(key, [channels[-1] * size * size, 50, 3])}


def convolutions(x, parameters):
    x = x[None]
    for kernel, bias in zip(parameters["kernels"], parameters["offsets"]):
        x = jnp.tanh(jax.lax.conv_general_dilated(x, kernel, [2, 2], "VALID") + bias[None, :, None, None])
    return dense(x.reshape(-1), parameters["dense"])


def squared_error(network):
    return lambda x, y, parameters: jnp.sum((vmap(network, in_axes=[0, None])(x, parameters) - y) ** 2) / x.shape[0]


# Trainings. A lesson's data is a function of key and batch; overfitting draws from one fixed set.


class Lesson:
    def __init__(self, network, parameters, data, batch, learning_rate):
        self.data, self.batch = data, batch
        self.optimiser = optax.adam(learning_rate)
        self.start = (parameters, self.optimiser.init(parameters))
        self.gradient = value_and_grad(squared_error(network), argnums=2)
        self.jitted_data = jit(data, static_argnums=1)
        self.jitted_gradient = jit(self.gradient)
        self.jitted_update = jit(self.update)
        self.whole = jit(self.scan)

    def update(self, state, x, y):
        parameters, moments = state
        loss, gradient = self.gradient(x, y, parameters)
        change, moments = self.optimiser.update(gradient, moments)
        return (optax.apply_updates(parameters, change), moments), loss

    def notebook(self, batches):
        (parameters, moments), key, losses = self.start, jax.random.key(1), []
        for _ in range(batches):
            here, key = jax.random.split(key)
            x, y = self.data(here, self.batch)
            loss, gradient = self.jitted_gradient(x, y, parameters)
            change, moments = self.optimiser.update(gradient, moments)
            parameters = optax.apply_updates(parameters, change)
            losses.append(loss)
        return losses[-1]

    def jitted(self, batches):
        state, key, losses = self.start, jax.random.key(1), []
        for _ in range(batches):
            here, key = jax.random.split(key)
            state, loss = self.jitted_update(state, *self.jitted_data(here, self.batch))
            losses.append(loss)
        return losses[-1]

    def scan(self, state, keys):
        return jax.lax.scan(lambda carried, key: self.update(carried, *self.data(key, self.batch)), state, keys)[1]

    def one_scan(self, batches):
        return self.whole(self.start, jax.random.split(jax.random.key(1), batches))


class Overfit(Lesson):
    """64 samples, shuffled every epoch, four batches of 16 each."""

    SAMPLES, BATCH = 64, 16

    def __init__(self):
        super().__init__(dense, start_dense(jax.random.key(0), [BINS, 100, 3]), curves, self.BATCH, 1e-3)
        self.x, self.y = curves(jax.random.key(2), self.SAMPLES)

    def notebook(self, batches):
        (parameters, moments), key = self.start, jax.random.key(3)
        for batch in range(batches):
            place = batch % (self.SAMPLES // self.BATCH)
            if place == 0:
                here, key = jax.random.split(key)
                order = jax.random.choice(here, jnp.arange(self.SAMPLES), (self.SAMPLES,), replace=False)
            chosen = order[place * self.BATCH : (place + 1) * self.BATCH]
            loss, gradient = self.jitted_gradient(self.x[chosen], self.y[chosen], parameters)
            change, moments = self.optimiser.update(gradient, moments)
            parameters = optax.apply_updates(parameters, change)
        return loss

    def jitted(self, batches):
        state, key = self.start, jax.random.key(3)
        for batch in range(batches):
            place = batch % (self.SAMPLES // self.BATCH)
            if place == 0:
                here, key = jax.random.split(key)
                order = jax.random.permutation(here, self.SAMPLES)
            chosen = order[place * self.BATCH : (place + 1) * self.BATCH]
            state, loss = self.jitted_update(state, self.x[chosen], self.y[chosen])
        return loss

    def scan(self, state, keys):
        def epoch(state, key):
            order = jax.random.permutation(key, self.SAMPLES).reshape(-1, self.BATCH)
            return jax.lax.scan(lambda carried, chosen: self.update(carried, self.x[chosen], self.y[chosen]), state, order)

        return jax.lax.scan(epoch, state, keys)[1]

    def one_scan(self, batches):
        return super().one_scan(batches * self.BATCH // self.SAMPLES)


@lru_cache
def lesson(name):
    key = jax.random.key(0)
    if name == "curve-fit":
        return Lesson(dense, start_dense(key, [1, 30, 20, 1]), points, 32, 1e-2)
    if name == "duffing-curve":
        return Lesson(dense, start_dense(key, [BINS, 100, 3]), curves, 32, 1e-3)
    if name == "duffing-overfit":
        return Overfit()
    if name == "duffing-map":
        return Lesson(convolutions, start_convolutions(key), maps, 16, 1e-3)
    raise SystemExit(f"no lesson is called {name}")


@lru_cache
def runner(work, way):
    if work == "curves":
        simulate = jit(curves, static_argnums=1)
        return lambda count: simulate(jax.random.key(0), count)
    ways = {"notebook": lesson(work).notebook, "jitted": lesson(work).jitted, "scan": lesson(work).one_scan}
    return ways[way]


WARM_UP = 8
compiled = set()


def seconds(work, way, count):
    run = runner(work, way)
    if (work, way, count) not in compiled:
        # A scan and a call with COUNT sweeps compile for their length, a loop for one batch.
        jax.block_until_ready(run(count if way == "scan" or work == "curves" else WARM_UP))
        compiled.add((work, way, count))
    begin = time.perf_counter()
    jax.block_until_ready(run(count))
    return time.perf_counter() - begin


print("ready", jax.__version__, flush=True)
for line in sys.stdin:
    work, way, count = line.split()
    print(seconds(work, way, int(count)), flush=True)

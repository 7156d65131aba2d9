"""Unseen tries for chapter ch1_2_matrices: matrices as students write them. Disputable: some right matrix_multiply blocks let vectors pass (docstring, not the row)."""

#: right | matrix_multiply | same algorithm | NumPy's operator alone
def matrix_multiply(X, W):
    return X @ W


#: right | matrix_multiply | other algorithm | three loops with a check and an explicit message
def matrix_multiply(X, W):
    n, m = X.shape
    m2, p = W.shape
    if m != m2:
        raise ValueError(f"shapes {X.shape} and {W.shape} do not fit")
    C = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            s = 0.0
            for k in range(m):
                s += X[i, k] * W[k, j]
            C[i, j] = s
    return C


#: right | matrix_multiply | other algorithm | einsum, whose own ValueError does for the misfit
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("inner sizes differ: %s, %s" % (X.shape, W.shape))
    return np.einsum("ik,kj->ij", X, W)


#: right | matrix_multiply | other algorithm | sum of outer products, column of X times row of W
def matrix_multiply(X, W):
    if X.ndim != 2 or W.ndim != 2 or X.shape[1] != W.shape[0]:
        raise ValueError(f"{X.shape} {W.shape}")
    total = np.zeros((X.shape[0], W.shape[1]))
    for k in range(X.shape[1]):
        total += np.outer(X[:, k], W[k])
    return total


#: right | matrix_multiply | other algorithm | lists, zip(*W) for the columns, strict zip raises the ValueError
def matrix_multiply(X, W):
    if len(W) != len(X[0]):
        raise ValueError("cannot multiply " + str(X.shape) + " by " + str(W.shape))
    columns = list(zip(*W.tolist()))
    return np.array([[sum(a * b for a, b in zip(row, col, strict=True)) for col in columns] for row in X.tolist()])


#: right | matrix_multiply | other algorithm | broadcasting to (n, m, p) and summing over the middle
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError
    return (X[:, :, None] * W[None, :, :]).sum(axis=1)


#: right | matrix_multiply | other algorithm | tensordot with axes=1, which raises ValueError by itself
def matrix_multiply(X, W):
    return np.tensordot(X, W, axes=1)


#: wrong | matrix_multiply | same algorithm | element-wise product with * instead of the matrix product | named: checks, then multiplies element by element
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("shapes")
    return X * W


#: wrong | matrix_multiply | other algorithm | loops without any check: misfit gives IndexError, or silently leaves rows of W out | named: runs past the rows of W
def matrix_multiply(X, W):
    n = X.shape[0]
    p = W.shape[1]
    out = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(X.shape[1]):
                out[i][j] += X[i][k] * W[k][j]
    return out


#: wrong | matrix_multiply | other algorithm | return inside the outer loop, only the first row is computed | named: returns after the first row
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("inner sizes differ")
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            out[i, j] = np.sum(X[i, :] * W[:, j])
        return out


#: wrong | matrix_multiply | other algorithm | the running sum is set to 0 once, before the loops, and carries over from entry to entry | named: never resets the sum
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("inner sizes differ")
    result = np.empty((X.shape[0], W.shape[1]))
    s = 0
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            for k in range(W.shape[0]):
                s += X[i, k] * W[k, j]
            result[i, j] = s
    return result


#: wrong | matrix_multiply | other algorithm | = instead of += : only the last product of each dot product remains | named: overwrites instead of adding
def matrix_multiply(X, W):
    assert X.ndim == 2
    if X.shape[1] != W.shape[0]:
        raise ValueError(X.shape, W.shape)
    Y = np.zeros((X.shape[0], W.shape[1]))
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            for k in range(X.shape[1]):
                Y[i, j] = X[i, k] * W[k, j]
    return Y


#: wrong | matrix_multiply | other algorithm | result matrix has the sizes swapped (p, n): transposed | named: transposes the result
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("no")
    return np.array([[np.dot(x, w) for x in X] for w in W.T])


#: wrong | matrix_multiply | same algorithm | np.inner goes along the rows of W: X @ W.T | named: takes np.inner
def matrix_multiply(X, W):
    return np.inner(X, W)


#: wrong | matrix_multiply | same algorithm | "repairs" a misfit by transposing W instead of raising ValueError | named: transposes until it fits
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        W = W.T
    return X.dot(W)


#: wrong | matrix_multiply | same algorithm | checks the outer sizes instead of the inner ones and refuses good matrices | named: compares the outer sizes
def matrix_multiply(X, W):
    if X.shape[0] != W.shape[1]:
        raise ValueError("shapes do not match")
    return X @ W


#: wrong | matrix_multiply | same algorithm | order of the product swapped: W @ X | named: multiplies in the wrong order
def matrix_multiply(X, W):
    return np.matmul(W, X)


#: wrong | matrix_multiply | same algorithm | misfit is printed and None returned, no ValueError | named: prints for unfit shapes
def matrix_multiply(X, W):
    try:
        return X @ W
    except ValueError as error:
        print("shapes do not fit:", error)


#: wrong | matrix_multiply | other algorithm | square assumed: the middle loop goes over the rows of X instead of the shared size | named: takes all sizes from the rows of X
def matrix_multiply(A, B):
    if A.shape[1] != B.shape[0]:
        raise ValueError("bad")
    n = len(A)
    C = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            C[i, j] = sum(A[i, k] * B[k, j] for k in range(n))
    return C


#: right | inner_product | other algorithm | accumulating loop with checks
def inner_product(a, b):
    if a.ndim != 1 or b.ndim != 1 or a.shape != b.shape:
        raise ValueError(f"{a.shape} and {b.shape}")
    total = 0.0
    for i in range(len(a)):
        total = total + float(a[i]) * float(b[i])
    return total


#: right | inner_product | other algorithm | zip stops at the shorter vector: lengths are equal by the docstring, unequal ones advice
def inner_product(a, b):
    if a.ndim > 1 or b.ndim > 1:
        raise ValueError("vectors only")
    return sum(x * y for x, y in zip(a, b))


#: wrong | inner_product | same algorithm | products never added up: a vector comes back | named: forgets to add up
def inner_product(a, b):
    if a.ndim != 1 or b.ndim != 1 or len(a) != len(b):
        raise ValueError(a.shape, b.shape)
    return a * b


#: right | small_product | other algorithm | written down by head
def small_product():
    return np.array([[22.0, 28.0], [49.0, 64.0]])


#: wrong | small_product | same algorithm | factors in the other order, 3 x 3 | named: multiplies the second by the first
def small_product():
    A = np.array([[1, 2, 3], [4, 5, 6]])
    B = np.array([[1, 2], [3, 4], [5, 6]])
    return B @ A


#: right | swap_axes | other algorithm | einsum
def swap_axes(X):
    return np.einsum("ij->ji", X)


#: wrong | swap_axes | same algorithm | reshape to the swapped sizes keeps the order of the elements | named: reshapes
def swap_axes(X):
    n, m = X.shape
    return X.reshape(m, n)


#: wrong | swap_axes | other algorithm | swaps entries in pairs in a copy of X, which swaps everything twice and keeps the old shape | named: returns X itself
def swap_axes(X):
    T = X.copy()
    n = min(X.shape)
    for i in range(n):
        for j in range(n):
            T[i, j], T[j, i] = T[j, i], T[i, j]
    return T


#: right | gram_matrix | other algorithm | loops over pairs, upper half mirrored
def gram_matrix(X):
    n = X.shape[0]
    G = np.zeros((n, n))
    for i in range(n):
        for j in range(i, n):
            G[i, j] = G[j, i] = np.sum(X[i] * X[j])
    return G


#: wrong | gram_matrix | same algorithm | X.T @ X: pairs of columns | named: compares columns
def gram_matrix(X):
    return X.T @ X


#: wrong | gram_matrix | other algorithm | mirrors wrongly: the loop starts at i + 1 and the diagonal stays 0 | named: leaves out the diagonal
def gram_matrix(X):
    n = len(X)
    G = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            G[i, j] = X[i] @ X[j]
    return G + G.T


#: right | affine | other algorithm | bias as an additional row of W and a column of ones
def affine(X, W, b):
    ones = np.ones((X.shape[0], 1))
    return np.hstack([X, ones]) @ np.vstack([W, b.reshape(1, -1)])


#: wrong | affine | same algorithm | only the first bias is added to all the columns | named: adds the first bias everywhere
def affine(X, W, b):
    return X @ W + b[0, 0]


#: wrong | affine | same algorithm | the bias multiplied into X first: (X + b) @ W, fails or gives wrong numbers | named: adds the bias to the inputs
def affine(X, W, b):
    return (X + b) @ W


#: right | matrix_multiply | other algorithm | sum of outer products
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError(f"{X.shape} and {W.shape} do not fit")
    total = np.zeros((X.shape[0], W.shape[1]))
    for column, row in zip(X.T, W):
        total += np.outer(column, row)
    return total


#: right | matrix_multiply | other algorithm | tensordot in a try, its error turned into a ValueError
def matrix_multiply(X, W):
    try:
        return np.tensordot(X, W, axes=1)
    except Exception as error:
        raise ValueError("inner sizes differ") from error


#: right | matrix_multiply | other algorithm | functools.reduce over zip, strict
from functools import reduce

def dot(u, v):
    return reduce(lambda s, p: s + p[0] * p[1], zip(u, v, strict=True), 0.0)

def matrix_multiply(X, W):
    return np.array([[dot(row, col) for col in W.T] for row in X])


#: wrong | matrix_multiply | other algorithm | broadcast product without the check: (2, 1) and (3, 4) go through | named: stretches an inner size of one
def matrix_multiply(X, W):
    return (X[:, :, None] * W[None]).sum(axis=1)


#: wrong | matrix_multiply | same algorithm | loops write out, and the check is an assert | named: asserts the shapes
def matrix_multiply(X, W):
    assert X.shape[1] == W.shape[0], "shapes do not fit"
    out = np.empty((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            out[i, j] = (X[i, :] * W[:, j]).sum()
    return out


#: wrong | matrix_multiply | same algorithm | the sum is set to 0 outside the loop over j | named: resets the sum once per row
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        s = 0.0
        for j in range(W.shape[1]):
            for k in range(X.shape[1]):
                s += X[i, k] * W[k, j]
            out[i, j] = s
    return out


#: wrong | matrix_multiply | same algorithm | integer result array | named: cuts off the fractions
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError
    out = np.zeros((X.shape[0], W.shape[1]), dtype=int)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = X[i] @ W[:, j]
    return out


#: right | inner_product | other algorithm | math.sumprod by hand: fsum
import math

def inner_product(a, b):
    return math.fsum(p * q for p, q in zip(a, b))


#: right | inner_product | other algorithm | a 1x1 matrix product and item
def inner_product(a, b):
    return (a.reshape(1, -1) @ b.reshape(-1, 1)).item()


#: wrong | inner_product | same algorithm | returns a (1, 1) matrix
def inner_product(a, b):
    return a[None, :] @ b[:, None]


#: wrong | inner_product | same algorithm | product of the sums | named: multiplies the sums
def inner_product(a, b):
    return a.sum() * b.sum()


#: wrong | inner_product | same algorithm | skips the last entry | named: skips the last pair
def inner_product(a, b):
    total = 0
    for i in range(len(a) - 1):
        total += a[i] * b[i]
    return total


#: wrong | inner_product | same algorithm | a *= b changes a | named: multiplies in place
def inner_product(a, b):
    a *= b
    return a.sum()


#: right | small_product | other algorithm | numbers by hand
def small_product():
    return np.array([[22, 28], [49, 64]])


#: wrong | small_product | same algorithm | second matrix read as (2, 3) and transposed | named: multiplies the first by its transpose
def small_product():
    A = np.arange(1.0, 7).reshape(2, 3)
    return A @ A.T


#: wrong | small_product | same algorithm | nested lists | named: returns a list
def small_product():
    return [[22, 28], [49, 64]]


#: right | swap_axes | other algorithm | column stack
def swap_axes(X):
    return np.column_stack(list(X))


#: wrong | swap_axes | same algorithm | rotates | named: turns by a quarter
def swap_axes(X):
    return np.rot90(X)


#: wrong | swap_axes | same algorithm | Fortran ravel
def swap_axes(X):
    return np.ravel(X, order="F").reshape(X.shape)


#: right | gram_matrix | other algorithm | symmetric fill
def gram_matrix(X):
    n = len(X)
    G = np.empty((n, n))
    for i in range(n):
        for j in range(i + 1):
            G[i, j] = G[j, i] = X[i].dot(X[j])
    return G


#: wrong | gram_matrix | same algorithm | only the lower triangle | named: fills the lower half
def gram_matrix(X):
    n = X.shape[0]
    G = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            G[i, j] = X[i] @ X[j]
    return G


#: wrong | gram_matrix | same algorithm | centers the columns first, like a covariance | named: centers first
def gram_matrix(X):
    Xc = X - X.mean(axis=0)
    return Xc @ Xc.T


#: wrong | gram_matrix | same algorithm | cosine similarity | named: scales rows to length one
def gram_matrix(X):
    N = X / np.linalg.norm(X, axis=1, keepdims=True)
    return N @ N.T


#: right | affine | other algorithm | augmented matrices
def affine(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])


#: wrong | affine | same algorithm | bias per row: works when n == p
def affine(X, W, b):
    return X @ W + b.reshape(-1)[: len(X), None]


#: wrong | affine | same algorithm | adds the bias inside the loop over k | named: adds the bias with each term
def affine(X, W, b):
    out = np.zeros((len(X), W.shape[1]))
    for k in range(X.shape[1]):
        out += np.outer(X[:, k], W[k]) + b
    return out


#: wrong | affine | same algorithm | (X + b) W | named: adds the sum of biases
def affine(X, W, b):
    return X @ W + b @ np.ones((b.shape[1], W.shape[1]))


#: right | pairwise_distances | other algorithm | apply_along_axis
def pairwise_distances(A, B):
    return np.apply_along_axis(lambda a: ((B - a) ** 2).sum(axis=1), 1, A)


#: right | pairwise_distances | other algorithm | complex-free expansion, clipped at 0
def pairwise_distances(A, B):
    D = np.einsum("ij,ij->i", A, A)[:, None] + np.einsum("ij,ij->i", B, B) - 2 * A @ B.T
    return np.maximum(D, 0, out=D)


#: wrong | pairwise_distances | same algorithm | root taken | named: takes the root
def pairwise_distances(A, B):
    return np.linalg.norm(A[:, None] - B[None], axis=-1)


#: wrong | pairwise_distances | same algorithm | plus sign in the binomial | named: adds the products
def pairwise_distances(A, B):
    return (A ** 2).sum(1)[:, None] + (B ** 2).sum(1) + 2 * A @ B.T


#: wrong | pairwise_distances | same algorithm | forgets the 2 | named: forgets the factor 2
def pairwise_distances(A, B):
    return (A ** 2).sum(1, keepdims=True) + (B ** 2).sum(1) - A @ B.T


#: wrong | pairwise_distances | same algorithm | row i with row i only
def pairwise_distances(A, B):
    m = min(len(A), len(B))
    return ((A[:m] - B[:m]) ** 2).sum(axis=1)


#: right | matrix_multiply | other algorithm | sum of outer products, column by row
def matrix_multiply(X, W):
    n, m = X.shape
    m2, p = W.shape
    if m != m2:
        raise ValueError(f"shapes {X.shape} and {W.shape} not aligned")
    C = np.zeros((n, p))
    for k in range(m):
        C += np.outer(X[:, k], W[k, :])
    return C


#: right | matrix_multiply | other algorithm | recursion: the matrices are halved along the inner size
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("inner sizes differ")
    if X.shape[1] <= 1:
        return X * W if X.shape[1] else np.zeros((X.shape[0], W.shape[1]))
    h = X.shape[1] // 2
    return matrix_multiply(X[:, :h], W[:h]) + matrix_multiply(X[:, h:], W[h:])


#: right | matrix_multiply | other algorithm | functools.reduce over scaled rows
from functools import reduce


def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError
    rows = []
    for x in X:
        rows.append(reduce(np.add, (weight * w for weight, w in zip(x, W))))
    return np.vstack(rows)


#: wrong | matrix_multiply | other algorithm | rows that share one list: [[0] * p] * n | named: adds up in rows of one list
def matrix_multiply(X, W):
    n, m, p = X.shape[0], X.shape[1], W.shape[1]
    if m != W.shape[0]:
        raise ValueError
    result = [[0.0] * p] * n
    for i in range(n):
        for j in range(p):
            for k in range(m):
                result[i][j] += X[i][k] * W[k][j]
    return np.array(result)


#: wrong | matrix_multiply | same algorithm | result of np.zeros_like(X): the shape of X, not (n, p) | named: makes the result in the shape of X
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("bad shapes")
    C = np.zeros_like(X)
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            C[i, j] = np.sum(X[i, :] * W[:, j])
    return C


#: wrong | matrix_multiply | same algorithm | indices of W swapped | named: swaps the indices of W
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for k in range(X.shape[1]):
                out[i, j] += X[i, k] * W[j, k]
    return out


#: wrong | matrix_multiply | other algorithm | the zip form without a check, so misfits are cut off silently
def matrix_multiply(X, W):
    return np.array([[sum(a * b for a, b in zip(row, col)) for col in zip(*W)] for row in X])


#: wrong | matrix_multiply | same algorithm | range(m - 1): the last term of every sum is missing | named: skips the last term
def matrix_multiply(X, W):
    n, m = X.shape
    p = W.shape[1]
    if W.shape[0] != m:
        raise ValueError
    Y = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(m - 1):
                Y[i, j] += X[i, k] * W[k, j]
    return Y


#: wrong | matrix_multiply | other algorithm | pure Python lists come back
def matrix_multiply(X, W):
    if len(X[0]) != len(W):
        raise ValueError
    result = [[0 for _ in range(len(W[0]))] for _ in range(len(X))]
    for i in range(len(X)):
        for j in range(len(W[0])):
            for k in range(len(W)):
                result[i][j] += X[i][k] * W[k][j]
    return result


#: wrong | matrix_multiply | same algorithm | element-wise star where the shapes allow it, else @ of the transpose
def matrix_multiply(X, W):
    try:
        return X * W
    except ValueError:
        return X @ W


#: wrong | matrix_multiply | same algorithm | np.outer of sums, as if every number met every other
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError
    return np.outer(X.sum(axis=1), W.sum(axis=0))


#: wrong | matrix_multiply | same algorithm | catches NumPy's ValueError and returns a message
def matrix_multiply(X, W):
    try:
        return X @ W
    except ValueError:
        return "Matrices cannot be multiplied"


#: wrong | matrix_multiply | same algorithm | yields the rows one by one
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError
    for row in X:
        yield row @ W


#: wrong | swap_axes | same algorithm | reads X[j, i], past the last row of X | named: keeps the shape of X
def swap_axes(X):
    rows, columns = X.shape
    out = np.zeros((columns, rows))
    for i in range(rows):
        for j in range(columns):
            out[j, i] = X[j, i]
    return out


#: right | matrix_multiply | other algorithm | match on shapes, math.sumprod in comprehensions
import math
import numpy as np


def matrix_multiply(X, W):
    match X.shape, W.shape:
        case (n, m), (k, p) if m == k:
            pass
        case _:
            raise ValueError("shapes do not fit")
    columns = [col.tolist() for col in W.T]
    return np.array([[math.fsum(a * b for a, b in zip(row, col)) for col in columns] for row in X.tolist()])


#: right | small_product | other algorithm | np.block and arange
import numpy as np


def small_product():
    A = np.arange(1, 7).reshape(2, 3)
    B = np.block([[np.array([[1, 2]])], [np.array([[3, 4]])], [np.array([[5, 6]])]])
    return (A @ B).astype(float)


#: wrong | matrix_multiply | other algorithm | einsum, which stretches an inner 1 | named: stretches an inner size of one
import numpy


def matrix_multiply(X: numpy.ndarray, W: numpy.ndarray) -> numpy.ndarray:
    return numpy.einsum("ik,kj->ij", X, W, optimize=True)


#: wrong | matrix_multiply | other algorithm | zip without strict: shapes that differ are cut
import numpy as np


def matrix_multiply(X, W):
    return sum(np.multiply.outer(c, r) for c, r in zip(X.T, W))

"""How colours look to colour-blind eyes and on a grey print, and how far apart they then are."""

import numpy as np
from matplotlib.colors import to_rgb

EYES = {
    "usual": np.eye(3),
    # Machado, Oliveira, Fernandes 2009, doi:10.1109/TVCG.2009.113: severity 1, on linear RGB
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
    "grey": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}  # fmt: skip
_TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
_WHITE = np.array([0.9505, 1.0, 1.089])


def seen(colour: object, eye: str) -> np.ndarray:
    """Return the colour in CIE Lab (D65), as such an eye sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array(_TO_XYZ) @ np.clip(EYES[eye] @ linear, 0, 1) / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one: object, other: object, eye: str) -> float:
    """Return how far two colours lie apart (CIE 1976); about 2.3 is just noticed."""
    return float(np.linalg.norm(seen(one, eye) - seen(other, eye)))

"""Makes static/icon.png (tab) and static/logo.png (corner): five bars for the five promises (run by hand, committed)."""

from PIL import Image, ImageDraw, ImageFont

BLUE = (47, 116, 200)  # reads on white and on the dark paper alike
HEIGHTS = (0.46, 0.62, 0.54, 0.78, 1.0)
FACE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"


def bars(draw: ImageDraw.ImageDraw, size: int) -> None:
    """Draw the five bars into a square of this size at the left edge."""
    pitch = size / len(HEIGHTS)
    for number, height in enumerate(HEIGHTS):
        left = number * pitch
        draw.rounded_rectangle(
            (left, size * (1 - height), left + pitch * 0.68, size - 1), radius=size * 0.04, fill=BLUE
        )


def mark(size: int) -> Image.Image:
    """The five bars alone."""
    image = Image.new("RGBA", (size, size))
    bars(ImageDraw.Draw(image), size)
    return image


def logo() -> Image.Image:
    """The bars and the name."""
    image = Image.new("RGBA", (430, 96))
    image.paste(mark(84), (0, 6))
    font = ImageFont.truetype(FACE, 76, index=2)
    ImageDraw.Draw(image).text((106, 48), "五型看板", font=font, fill=BLUE, anchor="lm")
    return image


if __name__ == "__main__":
    mark(128).save("static/icon.png")
    logo().save("static/logo.png")

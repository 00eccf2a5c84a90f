namespace SsprBot.Domain;

/// <summary>Terms as a tree of their characters, searched with one edit.</summary>
internal sealed class TermTree
{
    private readonly Node _root = new(0);

    /// <param name="term">Folded.</param>
    public void Add(ReadOnlySpan<int> term)
    {
        var node = _root;
        foreach (var character in term)
        {
            node = node.Child(character) ?? node.Grow(character);
        }

        node.EndsTerm = true;
    }

    /// <summary>Lowers <paramref name="fewest"/> to <paramref name="points"/> wherever a piece that starts with the text can end.</summary>
    /// <param name="text">Folded.</param>
    /// <param name="fewest">For each length of the piece, 0 to the length of the text.</param>
    public void Mark(ReadOnlySpan<int> text, int points, Span<int> fewest) => Follow(_root, text, 0, points, fewest);

    private void Follow(Node node, ReadOnlySpan<int> text, int at, int points, Span<int> fewest)
    {
        for (var child = node.First; child is not null; child = child.Next)
        {
            if (at < text.Length && child.Character == text[at])
            {
                Reach(child, at + 1, points, fewest);
                Follow(child, text, at + 1, points, fewest);
            }
            else if (at < text.Length)
            {
                Exactly(child, text, at + 1, points, fewest);
            }

            Exactly(child, text, at, points, fewest);
        }

        if (node != _root && at < text.Length)
        {
            Onward(node, text, at + 1, points, fewest);
        }
    }

    /// <summary>The one edit led to this node.</summary>
    private static void Exactly(Node node, ReadOnlySpan<int> text, int at, int points, Span<int> fewest)
    {
        Reach(node, at, points, fewest);
        Onward(node, text, at, points, fewest);
    }

    private static void Onward(Node node, ReadOnlySpan<int> text, int at, int points, Span<int> fewest)
    {
        while (at < text.Length && node.Child(text[at]) is { } child)
        {
            node = child;
            Reach(node, ++at, points, fewest);
        }
    }

    private static void Reach(Node node, int length, int points, Span<int> fewest)
    {
        if (node.EndsTerm && length >= BannedWords.ShortestTerm && points < fewest[length])
        {
            fewest[length] = points;
        }
    }

    /// <summary>A character of some terms; its children are a chain, in no order.</summary>
    private sealed class Node(int character)
    {
        public int Character => character;

        public Node? First { get; private set; }

        public Node? Next { get; private set; }

        public bool EndsTerm { get; set; }

        public Node? Child(int wanted)
        {
            var child = First;
            while (child is not null && child.Character != wanted)
            {
                child = child.Next;
            }

            return child;
        }

        public Node Grow(int next) => First = new Node(next) { Next = First };
    }
}

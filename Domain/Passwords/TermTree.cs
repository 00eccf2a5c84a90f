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
    /// <param name="points">What the password costs up to and with this piece.</param>
    /// <param name="fewest">For each length of the piece, 0 to the length of the text.</param>
    public void Mark(ReadOnlySpan<int> text, int points, Span<int> fewest) => new Search(text, points, fewest).Follow(_root, 0);

    private readonly ref struct Search(ReadOnlySpan<int> text, int points, Span<int> fewest)
    {
        private readonly ReadOnlySpan<int> _text = text;
        private readonly Span<int> _fewest = fewest;

        /// <param name="node">What the text was followed to without an edit.</param>
        /// <param name="at">How much of the text that took.</param>
        public void Follow(Node node, int at)
        {
            var more = at < _text.Length;
            for (var child = node.First; child is not null; child = child.Next)
            {
                if (more && child.Character == _text[at])
                {
                    Reach(child, at + 1, 0);
                    Follow(child, at + 1);
                }
                else if (more)
                {
                    FollowEdited(child, at + 1, 1);
                }

                FollowEdited(child, at, 0);
            }

            if (more && at > 0)
            {
                FollowExactly(node, at + 1, 1);
            }
        }

        /// <param name="foreign">How many characters of the piece are not the term's: 1 when one was replaced or put in, 0 when one was left out.</param>
        private void FollowEdited(Node node, int at, int foreign)
        {
            Reach(node, at, foreign);
            FollowExactly(node, at, foreign);
        }

        private void FollowExactly(Node node, int at, int foreign)
        {
            while (at < _text.Length && node.Child(_text[at]) is { } child)
            {
                node = child;
                Reach(node, ++at, foreign);
            }
        }

        private void Reach(Node node, int length, int foreign)
        {
            if (node.EndsTerm && length - foreign >= BannedWords.ShortestTerm)
            {
                _fewest[length] = Math.Min(_fewest[length], points);
            }
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

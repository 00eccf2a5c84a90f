namespace SsprBot.Domain;

public enum Goal { Reset, Unlock, Change, Register }

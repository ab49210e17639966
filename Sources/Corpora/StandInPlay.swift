extension Corpus {
  /// A short play of our own, for machines without tinyshakespeare: the same 65 characters, in 23,409.
  public static let standIn = Corpus(standInPlay)
}

private let standInPlay = """
  DUKE:
  What hour is that? I heard it strike again.
  Was it but two, or did it stretch to three?
  I count them as a miser counts his pence,
  And every stroke I hoard but makes me poor.

  DUCHESS:
  'Twas two, my lord, and you have told me so
  At one, at twelve, and twice at half past ten.
  Lie down. The pillow will not bite your ear.

  DUKE:
  The pillow is a hill, the sheet a road,
  And I, poor carter, drag my wits along it
  From dusk to dawn, and never find an inn.
  The very mice have yawned and gone to bed;
  The owl himself looked in upon me late,
  And shook his head, and said I kept bad hours.

  DUCHESS:
  Then let the learned doctor try his art.
  Good Master Oxlip, come; and bring a candle,
  And wipe the marmalade from off your chin.

  OXLIP:
  Your grace, I have consulted the ancients, and the ancients
  do not agree, which is the surest sign of their wisdom. One
  says that sleep dwelleth in the liver, and must be coaxed
  out with prunes. Another holds that it lodgeth in the left
  knee, and must be knocked for. I have therefore compounded a
  plaster of prunes, to be laid upon the knee.

  DUKE:
  I wore thy last plaster a week together, and nothing slept
  but the leg.

  OXLIP:
  Why, there is progress, my lord! We have a leg already. Give
  me but time and we shall have the other, and so creep
  northward by degrees.

  DUCHESS:
  At what fee, doctor?

  OXLIP:
  By the limb, madam; but the head I do at a discount, there
  being commonly less in it.

  DUKE:
  Away with him! And with his prunes, away!
  Where is my steward? Vexley! Vexley, ho!

  VEXLEY:
  Here, gracious lord; I have not been to bed.
  When Zell's great duke is waking, who dares snore?
  I stand all night behind the curtain there
  And pinch myself, for fellowship in grief.

  DUKE:
  Then tell me, Vexley, what is that which strikes?

  VEXLEY:
  The bell, my lord; Old Xenia, in the tower.
  She was your grandsire's gift unto the town,
  Cast in the year the river turned to ice,
  Of thirty swords, nine kettles, and a crown.
  No duchy has a bell of greater voice.

  DUKE:
  There is my murderer! I have found her out.
  I lay me down, and gently, by degrees,
  The busy world goes soft about the edge;
  I am a boy again; I am a cloud;
  I am a something floating on a pond;
  And then comes Xenia, with her iron tongue,
  And tells me I am fifty, and a duke.
  Oh, that some hand would pluck her from her perch
  And lay her where no ear should hear her more!

  VEXLEY:
  Some hand, your grace? Did I hear right? Some hand?

  DUKE:
  Some hand, or any hand; a claw, a hook;
  I'd not be nice about it. Hark! She strikes.

  DUCHESS:
  That was the door. The doctor has gone out.

  DUKE:
  Then it was a very musical door. Come, wife, read to me out
  of the book of tariffs. The chapter upon salt herring hath
  sometimes brought me to the brink.

  DUCHESS:
  Come, then; we'll try the herring once again.
  Good night, good Vexley. Pinch yourself no more.

  VEXLEY:
  Some hand, he said; and looked upon my hand.
  A steward's office is to hear the wish
  Before the wish has put its slippers on.
  A duke may not command a bell be stolen;
  'Twere bad in law, and worse in history.
  But he may sigh, and I may hear him sigh,
  And in the morning there may be no bell.
  I'll need a cart, a rope, a silent ox,
  And some poor knave who asks no reason why.
  There is a pedlar sleeping at the gate
  Who sold me yesterday a toothless comb
  And swore that it was made so for bald men.
  A rogue so bold will serve my purpose well.
  Ho, fellow, wake! Put on thy shoes and come.

  ZACHARY:
  Who calls? If it be about the comb, sir, I sell, but I do
  not buy back. It is a rule of my house, and it were a
  greater rule if I had a house.

  VEXLEY:
  Peace, and speak low. What wouldst thou do for three pieces
  of gold?

  ZACHARY:
  For three pieces of gold, sir, I would do anything that is
  honest; and for four I would not ask whether it were.

  VEXLEY:
  Thou shalt have three. Canst thou drive an ox?

  ZACHARY:
  I was married seven years, sir, and was driven like one. I
  know the trade from beneath.

  VEXLEY:
  Then muffle his feet in straw, and thy tongue in thy teeth,
  and follow me to the tower. We are to fetch a lady down.

  ZACHARY:
  A lady, at this hour? Is she willing?

  VEXLEY:
  She is brass.

  ZACHARY:
  Ay, sir, I have known many such. But is she heavy?

  VEXLEY:
  Some twelve hundredweight.

  ZACHARY:
  Then I pray that she do not faint.

  First Watchman:
  Neighbour, what's the hour?

  Second Watchman:
  By the light, it is morning. By my stomach, it is noon. By
  my wages, it is a month before Easter.

  First Watchman:
  But by the bell?

  Second Watchman:
  By the bell it is nothing. I have stood here since it was
  last something, and it hath not been anything since.

  First Watchman:
  Then we are still upon the watch, for we are charged to
  watch until the bell strike six. If it strike not, it is not
  six; and if it be not six, it is yet night; and if it be
  night, what doth the sun abroad without a lantern?

  Second Watchman:
  Shall we arrest it?

  First Watchman:
  Nay, it is above us. But mark which way it goes, and we
  shall take it toward evening, when it is low.

  Goodwife:
  O ruin and cinders! Forty loaves, neighbours, forty loaves,
  and every one as black as a bishop's hat! I draw my bread
  from the oven at the stroke of five. I have waited upon five
  these five hours, and five never came.

  First Watchman:
  Patience, goodwife; it is not yet five. It is not yet
  anything.

  Goodwife:
  Tell that to the loaves! And my husband lies abed, who rises
  at six; and my children are at home, who go to school at
  seven; and the schoolmaster is at the alehouse, who leaves
  it at eight. The whole town is stuck like a cart in a ditch.
  Who keeps the great clock? Where are Quill & Son?

  Second Watchman:
  Here comes one of them. The board above the shop says Quill
  & Son; the old man is the Quill, the young man is the Son,
  and the crooked fellow in the middle I take to be the
  apprentice.

  JASPER:
  Good people, peace! I come now from the tower.
  The wheels are sound; the weights are where they were;
  The hammer lifts, and swings, and strikes--the air.
  There is a hole of sky where Xenia hung.
  The bell is gone. Some thief has stolen the bell.

  Goodwife:
  Stolen? What thief hath such a pocket?

  JASPER:
  I cannot tell. But on the stair I saw
  A wisp of straw, the scraping of a rope,
  And on the third step this, a foreign coin,
  With letters round the rim I cannot read,
  And stamped upon its face a crooked mark,
  A serpent climbing up a staff, and 3.

  QUILL:
  What says the boy? A serpent, and a flea?

  JASPER:
  And three, father! It is a coin! The mark is $3!

  QUILL:
  Ay, I remember fleas. There were more of them when I was
  young, and they jumped higher.

  First Watchman:
  Give me the coin. Why, this is plain. $3: that is to say, S,
  for Steeple; and a stroke drawn through it, for that the
  steeple is robbed; and 3, for the number of the thieves. The
  villains have signed their work.

  Second Watchman:
  O rare! Thou shouldst have been a lawyer.

  First Watchman:
  I should; but I was once seen to give back a purse, and it
  told against me.

  WINIFRED:
  Is Jasper Quill among you? Let him stand.
  I would not strike a man who sat at ease.

  JASPER:
  My Winifred! My heart! What brings thee here
  With so much thunder gathered in thy brow?

  WINIFRED:
  What brings me here? What left me, rather, there?
  At church, sir! At the church, in my best gown,
  With rosemary tied up in yellow silk,
  My father combed, my aunt brought in a chair,
  The parson with his finger in the book,
  And all the bench of cousins come from Orle
  To see me made the wife of Jasper Quill
  At stroke of nine. And where was Jasper Quill?

  JASPER:
  At stroke of nine? But, love, there was no stroke.
  I sat all dressed beside the workshop door,
  My hat upon my knee, my gloves put on,
  And waited for the bell to call me forth,
  Until at last I climbed to see her ailment.
  I would not for the world have come too soon;
  A man of my profession comes on time.

  WINIFRED:
  On time! The sun was up above the elms.
  My aunt had slept, and waked, and slept again.
  Did no small voice within thy waistcoat say,
  The day is old, and Winifred's at church?
  The swallow has no clock, and yet she comes;
  The cherry has no clock, and yet it blows;
  My father's mule, who never went to school,
  Stands at the manger when the oats are due.
  But thou, who hast nine clocks upon thy wall--

  JASPER:
  Eleven, love. I hung two more at Easter.

  WINIFRED:
  Eleven, then! And not a heart among them.

  JASPER:
  They are all set by Xenia, every one.
  Without the bell how should I trust a clock?
  And if we speak of lateness, gentle maid,
  Who came to me at midsummer a day
  Behind the day itself? Who let me stand
  Two hours beneath the willow in the rain
  Because she stayed to comfort someone's goose?

  WINIFRED:
  The goose was lame, and had a tale to tell.

  JASPER:
  The goose was lame; I caught a cold; we're quits.

  WINIFRED:
  Quits, are we? Quits! Then quit me, sir, for good.
  Go, wed a pendulum; she'll suit thee well.
  She'll nod at all thou say'st, and never talk,
  And hang her head if thou forget to wind her.

  JASPER:
  And thou, go wed a weathercock, sweet maid,
  Who'll never ask thee what the hour may be,
  But turn about with every breath of thine.

  WINIFRED:
  I hate thee by the minute!

  JASPER:
  And I thee by the hour, which is sixty times as much.

  WINIFRED:
  Still reckoning! Farewell, thou walking sundial, and may it
  be always cloudy.

  GRIST:
  Daughter! Daughter, come home. There is mischief at the
  mill. The wheel stuck fast before the crowing of the cock,
  and will go neither on nor back, and the pond makes a noise.

  WINIFRED:
  What noise, father?

  GRIST:
  A low noise. A noise like a cow that hath swallowed a
  church.

  First Watchman:
  Ha! A cow that hath swallowed a church! Neighbour, write
  that down. There's our thief. She began upon the bell, and
  so went through to the porch.

  Second Watchman:
  I cannot write.

  First Watchman:
  Then draw me a cow.

  VEXLEY:
  Make way! Make way! I bear the Duke's command.
  His grace has learned, with infinite surprise,
  With sorrow, and with very great surprise,
  The bell is stolen. They who kept the clock
  Shall find the thief before the moon goes down,
  Or pay the price of Xenia, to the ounce,
  Or lie in gaol, and there strike all the hours,
  With their own heads, against the prison door,
  As many years as Xenia struck for us.

  QUILL:
  What says the gentleman?

  JASPER:
  He says we are undone. Come, father, home.

  QUILL:
  A comb? I have one. A pedlar sold it me. It hath no teeth;
  but no more have I, and so we live in peace together.

  WINIFRED:
  In gaol? For years? Well, let him lie in gaol.
  'Tis nought to me. I'll not so much as sigh.
  They'll give him bread, I think? And he must have
  A blanket; he takes cold; he is not strong
  About the chest. But it is nought to me.
  Come, father, to the mill. My eyes are full
  Of--flour. It is the flour. It blows about.

  ZACHARY:
  Here is the pond, and there beneath it lies my lady, where
  the cart tipped her. Three pieces I was promised, and what
  had I? One foreign coin in earnest, which the steward swore
  was three pieces living together in one house; and that one
  I have dropped. The rest is to be paid when the Duke sleeps.
  When the Duke sleeps! I might as well be paid when the cat
  sings bass. I'll to the miller's door, and sell him a comb,
  and so away over the border before breakfast.

  GRIST:
  Who's there? If it be custom, the mill is shut. If it be
  thieves, the mill is shut likewise, and there is a mule
  behind the door.

  ZACHARY:
  A poor merchant, sir. Needles, ribbons, ballads, almanacs of
  last year, very little used, and a cure for the hiccup.

  GRIST:
  Hast thou a cure for a mill wheel? Mine is stuck like a bone
  in a throat.

  ZACHARY:
  The cure for that, sir, is to let it alone; and above all,
  not to drag the pond.

  GRIST:
  Who spoke of dragging the pond?

  ZACHARY:
  Nobody, sir; and I do but praise him for it.

  GRIST:
  Why, what should be in the pond?

  ZACHARY:
  Water, sir. I have it upon good authority. Water to the very
  bottom, and after that no lady whatsoever.

  GRIST:
  This fellow hath something upon his mind, and it is a small
  mind to carry so much. Winifred! Bring me the long hook!

  WINIFRED:
  The hook is broken, father; so am I.
  I thought to sit and hate him by the hour,
  As he does me; but lo, there is no hour.
  The day goes by unbuttoned, like a drunkard,
  And I can neither tell when to begin
  My hating, nor at what time to leave off.
  I never knew till now how many times
  I listened for that bell, and at each stroke
  Thought, Now he oils the great wheel in the tower;
  Now he comes down; now he has burnt his soup;
  Now he looks out to see if I go by.
  It was not brass that struck. It was his name.

  GRIST:
  Daughter, thou art standing in the mill race.

  WINIFRED:
  I know it, father. I had come to weep,
  And here one may, and never wet the floor.

  GRIST:
  Well, here is thy clockmaker, coming over the bridge with a
  rope about him. Heaven send he mean not to hang himself upon
  my willow. It is an old tree, and never did him harm.

  JASPER:
  Good Master Grist, I come not to thy daughter.
  I come upon the business of the bell.
  Thou saidst the pond gave out a kind of moan;
  I pray thee, was it near to B, or C?

  GRIST:
  Nearer to Q, I should have said. It had a tail to it.

  JASPER:
  Let me but drop a pebble by the wheel.
  Hark! Didst thou hear? That low and drowsy hum,
  As if the pond were dreaming of a bee?
  I'd know that voice from here to Zanzibar.
  'Tis Xenia! She is drowned, but not struck dumb.

  WINIFRED:
  The bell is in our pond? Who put her there?

  ZACHARY:
  Not I! I was abed, and the ox will swear to it.

  GRIST:
  What ox?

  ZACHARY:
  There was no ox. He had straw upon his feet, and never was
  there.

  JASPER:
  Thy conscience has a limp, my honest friend.
  Look here, and say if thou hast seen this coin.

  ZACHARY:
  My coin! My $3! Give it me! That is to say, I never saw it;
  and I never dropped it in the tower, upon the third stair,
  when the rope slipped.

  WINIFRED:
  Who paid thee, pedlar? Speak, or by this pond
  I'll teach thee where the water has its end.

  ZACHARY:
  I'll speak, I'll speak! It was a great man, with a chain,
  and a pointed beard, who hears other men's wishes in their
  slippers. He bade me ask no questions, and I asked none, and
  it hath been a great pain to me, for I was bursting with
  them.

  JASPER:
  'Tis Vexley, then. But who will take thy word,
  A pedlar's, with no teeth in all his combs,
  Against a steward's, with a chain of gold?
  No; first we raise the bell, and let her speak.
  I have a rope. I'll dive, and make it fast.

  WINIFRED:
  Thou canst not swim. Thou never couldst. Thou'lt drown.

  JASPER:
  I have considered that. I have it here.
  I sink ten feet, which will take seconds three;
  I tie the knot in nine; that makes a dozen;
  And I can hold my breath for twenty-two.
  There's time to spare, and some to look about.

  WINIFRED:
  And how, when all is tied, wouldst thou come up?

  JASPER:
  I had not reached that portion of the sum.

  WINIFRED:
  O thou sweet fool! O thou exactest ass!
  Give me the rope. I swam before I walked.
  This pond and I were children both together;
  I know each weed, and every trout by name.
  Stand thou upon the bank and count for me,
  And if I be not up by thirty-three
  Then thou may'st weep; but see thou weep on time.

  JASPER:
  She's gone! One, two--how slowly numbers go!
  I never thought a minute had such room,
  Such chambers in it, such long passages,
  And in each one a dreadful looking-glass
  That shows me all the world, and she not there.
  What number was it? I have lost the count!
  I, Jasper Quill, who never lost a tick!
  Eleven? Nine? Oh, let it all go wrong,
  Let every clock run backward, and the sun
  Come up at night, and Tuesday follow June,
  So she come up! O Winifred! My love!

  WINIFRED:
  How long was I? Come, tell me to the beat.

  JASPER:
  I cannot tell. A year. I did not count.

  WINIFRED:
  Thou didst not count? Not thou? Not even ten?

  JASPER:
  I could not count for looking where thou wert.

  WINIFRED:
  Why, then thou lov'st me! Never was there maid
  Had such a proof. He lost his count for me!
  Come, kiss me, wet; and take my pardon with it.
  I should have known the bell had cheated thee.
  A man so true could never come but late
  If all the world were late along with him.

  JASPER:
  And I should ask thy pardon for the goose.
  It was a noble goose. It was well done.
  I'll wait for thee hereafter in all rains,
  And call it early, whensoe'er thou com'st.

  GRIST:
  When you have both done being wet, the rope is fast, and
  here is the mule. Pull, Jasper! Pull, daughter! Pedlar,
  pull, or I will set thee to turn the wheel in the mule's
  place, and let the mule sell combs.

  ZACHARY:
  I pull, sir, I pull! O, this lady! I bore her down, and I
  bear her up, and she says never a word of thanks. It is my
  marriage over again.

  First Watchman:
  Stand, in the Duke's name! We seek a cow.

  Second Watchman:
  Here is her picture.

  GRIST:
  That is a table.

  Second Watchman:
  It is a cow, sir, seen by a man in haste.

  First Watchman:
  And what is that great thing, dripping upon the bank?

  JASPER:
  It is the bell. We found her in the pond.

  First Watchman:
  Then I arrest the bell, for being out of her place after
  hours. Come quietly, madam.

  Second Watchman:
  She is very quiet. I think she means to confess.

  DUKE:
  What hour is that? I did not hear it strike.

  DUCHESS:
  You could not, sir. There is no bell to strike.

  DUKE:
  Why, so there is not. What a peace is this!
  How smooth it is! How level! And how wide!
  It has no shore. I lie and look across it.
  I wait, and nothing comes; and then I wait
  To hear how long the nothing means to stay.
  When Xenia spoke I knew at least how much
  Of night was spent, and what was left to bear;
  Now all the dark lies on me in one piece,
  Uncut, like cloth upon a draper's shelf,
  And I the shelf. O wife, I want my bell!

  DUCHESS:
  You wished her gone, my lord, but yesternight.

  DUKE:
  A duke may wish. It is not always meant.
  I wished the doctor drowned on Friday last.

  OXLIP:
  I felt it, my lord, as a dampness in the ankles. But I have
  here a new thing, a rare thing, a thing out of Araby, to be
  held upon the tongue.

  DUKE:
  What is in it?

  OXLIP:
  Prunes.

  VEXLEY:
  My lord, rejoice! The night is still as snow.
  I trust your grace has found some little rest?

  DUKE:
  I have found none. What villain stole my bell?
  I'll have him hung up in the tower instead
  And struck upon the crown at every hour,
  And twelve times at the noon. What ails thee, man?
  Thou art the colour of a new-pressed cheese.

  VEXLEY:
  It is the candle. Twelve, my lord, at noon?

  DUKE:
  And thrice again, for guests, on holidays.

  DUCHESS:
  Who knocks so late? What crowd is on the stair?

  First Watchman:
  Your graces, we have taken a bell, a miller, a pedlar, a
  baker, a wet maid, a clockmaker, a deaf man, a mule, and a
  goose. The mule would not come up the stair. The goose came
  of her own will. She is lame, and a witness.

  DUKE:
  My Xenia found! And whole? And in good voice?

  JASPER:
  She is, great sir; she stands upon the green,
  A little weedy, with a trout inside,
  But sound of heart, and ready for her place.
  You bade us find, before the moon went down,
  Both bell and thief. The moon is high; she's found.
  Now, Zachary, go tell his grace the rest.

  ZACHARY:
  May it please your grace, I am but the ox's deputy. A great
  man waked me, and a great man hired me, and there he stands
  behind the curtain, pinching himself.

  DUKE:
  What, Vexley? Thou? Come out into the light.

  VEXLEY:
  My lord, I did it. Kneeling, I confess.
  You said, Some hand. I looked, and saw my hand.
  I have for twenty years been at your side
  To catch your wishes ere they touched the ground,
  And never dropped one yet. You sighed for figs;
  I rode to Jaffa. You disliked the wind;
  I had the weathercock nailed fast to south.
  You would be rid of Xenia; she was gone.
  But when I saw an honest man accused,
  I held my tongue; and that was none of yours.
  That was no service, sir. That was my fear.

  DUKE:
  Now here's a glass to see my folly in.
  I find I cannot sigh in mine own bed
  But half the duchy tumbles in a pond.
  How many loaves were burned because I sighed?

  Goodwife:
  Forty, your grace, at a penny the loaf; and one besides,
  that was to be my breakfast, which I set at two.

  DUKE:
  I'll pay for all; and for thy breakfast, four.
  And thou, poor maid, whose wedding I have spoiled?

  WINIFRED:
  Not spoiled, my lord, but put to soak a while,
  As one would do with linen; it comes clean.
  I pray you, do not hang the steward up;
  He has no tone. But send him to our mill,
  And let him serve a year beside the mule,
  Who never lifts a hoof till he is asked.

  DUKE:
  So be it. Vexley, go and carry sacks.

  VEXLEY:
  I had foreseen it, sir, and brought an apron.

  DUKE:
  But what of me? Here stands the matter still.
  With Xenia's voice I wake; without, I wake.
  She is too much, and nothing is too little.
  Is there no wit in Zell can mend a duke?

  OXLIP:
  My lord, I have a prune--

  DUKE:
  Thou hast a door behind thee. Take it twice daily.

  WINIFRED:
  My lord, I am no doctor; but at home,
  When any child lies wakeful in the mill,
  We neither stop the wheel nor let it roar.
  We hang a sack before the window pane
  And let the sound come through it, soft as meal.
  It says the same, but says it like a friend.

  JASPER:
  O Winifred, thou hast it! See, my lord:
  A flour sack, stuffed with wool, and tied at dusk
  About the hammer's head; at dawn, untied.
  By day she shall be brass, and wake the town;
  By night she shall be velvet, and but hum,
  So low that none shall hear who is asleep,
  So sure that none shall miss her who is not.

  QUILL:
  What says the boy?

  JASPER:
  That the bell shall be muffled, father!

  QUILL:
  Muffins? At this hour? Well, I will take one, if the lady
  please.

  DUKE:
  Go, try it straight. Let every man lend hands,
  The rope, the mule, the watch, the doctor too,
  And let me hear her ere this candle die.

  First Watchman:
  Come, neighbour. We are to hang a lady.

  Second Watchman:
  I never hanged one before. Will she take it ill?

  First Watchman:
  Nay, she was raised to it.

  DUCHESS:
  Now hush. They have her up. The hammer lifts.

  DUKE:
  I hear it. Was that one? How soft! How round!
  It came as if it stood outside the door
  And took its shoes off. There again: that's two.
  I am a boy. I am a kind of cloud.
  A something on a pond. I think, a duck.
  Say, wife, to all these people, that they have--
  That every one of them--a pension--of--

  DUCHESS:
  Of what, my lord? How much? He is asleep.

  Goodwife:
  Asleep? Could he not have named the sum first?

  DUCHESS:
  Hush, all of you. Hush, goose.

  First Watchman:
  Shall I cry that all is well?

  DUCHESS:
  If you do, sir, you shall be plastered with prunes to the
  neck.

  First Watchman:
  Then I will whisper it. All is well.

  Second Watchman:
  Three by the bell, all is well; and no cow found.

  QUILL:
  WHAT SAYS HE?

  All:
  Hush!

  JASPER:
  He stirs; he turns; he smiles; he sleeps again.
  Come, Winifred; at nine the parson waits.

  WINIFRED:
  At nine; and if the bell should fail to call?

  JASPER:
  I will not wait to hear. I'll go tonight
  And sleep upon the step, to be in time.

  WINIFRED:
  And I'll not stay to gossip with the goose.
  We'll bring her with us. She may hold the flowers.

  DUCHESS:
  Go softly, friends, and softly shut the door.
  We'll mend no more tonight, and break no more.
  Who'd have his wishes granted, every one,
  Must sit all night and weep for what is done;
  And who would lie in quiet, let him keep
  Some small kind noise to walk him to his sleep.
  The lovers quarrelled over time mislaid
  And found, in losing count, that they were paid.
  So let all clocks be true, all hearts be slow
  To chide; and now, on tiptoe, let us go.

  """
